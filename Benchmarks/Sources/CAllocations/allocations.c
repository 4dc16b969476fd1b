#include "allocations.h"

#include <stdatomic.h>
#include <stddef.h>

#include "sites.h"

// glibc's own functions; those below replace them, for all libraries too.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

static atomic_long count, bytes;

static void add(size_t size) {
  atomic_fetch_add_explicit(&count, 1, memory_order_relaxed);
  atomic_fetch_add_explicit(&bytes, (long)size, memory_order_relaxed);
  trace_allocation(size);
}

struct allocations allocations_so_far(void) {
  struct allocations now = {atomic_load(&count), atomic_load(&bytes)};
  return now;
}

void *malloc(size_t size) {
  add(size);
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  add(number * size);
  return __libc_calloc(number, size);
}

void *realloc(void *former, size_t size) {
  add(size);
  return __libc_realloc(former, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  add(size);
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **result, size_t alignment, size_t size) {
  add(size);
  *result = __libc_memalign(alignment, size);
  return *result ? 0 : 12; // ENOMEM
}
