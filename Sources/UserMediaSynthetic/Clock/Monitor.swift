import Glibc

/// A lock with a condition variable on the monotonic clock, for a thread that waits for a deadline
/// but can be woken earlier; `Synchronization` has none.
///
/// Unchecked, because both pthread objects are thread-safe and their addresses never change.
final class Monitor: @unchecked Sendable {
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    pthread_condattr_init(&attributes)
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    pthread_cond_init(condition, &attributes)
    pthread_condattr_destroy(&attributes)
  }

  deinit {
    pthread_cond_destroy(condition)
    pthread_mutex_destroy(mutex)
    condition.deallocate()
    mutex.deallocate()
  }

  func lock() { pthread_mutex_lock(mutex) }

  func unlock() { pthread_mutex_unlock(mutex) }

  /// Wakes the waiting thread.
  func signal() { pthread_cond_signal(condition) }

  /// Waits until ``signal()`` or `deadline`, in nanoseconds of the monotonic clock; `nil` waits for
  /// the signal only.
  /// - Precondition: the caller holds the lock.
  func wait(until deadline: Int64?) {
    guard let deadline else {
      pthread_cond_wait(condition, mutex)
      return
    }
    var time = timespec(
      tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
    pthread_cond_timedwait(condition, mutex, &time)
  }
}
