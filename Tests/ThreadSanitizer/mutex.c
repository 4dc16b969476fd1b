// Makes the slow paths of Swift's Mutex visible to ThreadSanitizer; to be preloaded into a
// sanitized test.
//
// Synchronization.Mutex locks and unlocks an uncontended mutex with atomics in the caller's code,
// which the sanitizer sees. A contended one goes through two functions of libswiftSynchronization
// and the kernel (futex(2), FUTEX_LOCK_PI), which it doesn't see, so it reports races on what the
// mutex protects (Swift 6.3). These wrappers inform it.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdint.h>

void __tsan_acquire(void *address);
void __tsan_release(void *address);

#define LOCK_SLOW "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define UNLOCK_SLOW "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"
#define SELF __attribute__((swift_context)) void *

typedef __attribute__((swiftcall)) void (*LockSlow)(uint32_t, SELF);
typedef __attribute__((swiftcall)) void (*UnlockSlow)(SELF);

__attribute__((swiftcall)) void lockSlow(uint32_t thread, SELF handle) __asm__(LOCK_SLOW);
__attribute__((swiftcall)) void unlockSlow(SELF handle) __asm__(UNLOCK_SLOW);

__attribute__((swiftcall)) void lockSlow(uint32_t thread, SELF handle) {
  ((LockSlow)dlsym(RTLD_NEXT, LOCK_SLOW))(thread, handle);
  __tsan_acquire(handle);
}

__attribute__((swiftcall)) void unlockSlow(SELF handle) {
  __tsan_release(handle);
  ((UnlockSlow)dlsym(RTLD_NEXT, UNLOCK_SLOW))(handle);
}
