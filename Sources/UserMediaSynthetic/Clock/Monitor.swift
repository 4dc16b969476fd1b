import Glibc

/// A lock with a condition on the monotonic clock, for the one thread that must both wait for a
/// time and be woken before it; `Synchronization` has no condition.
///
/// Unchecked, because the two objects are made for use by many threads, and their addresses never
/// change.
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

  /// Wakes the thread that waits.
  func signal() { pthread_cond_signal(condition) }

  /// Waits until ``signal()`` or `deadline`, in nanoseconds on the monotonic clock; `nil` waits for
  /// the signal alone.
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
