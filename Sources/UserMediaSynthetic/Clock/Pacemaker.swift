import Glibc
import UserMediaCore

/// An object that a ``Pacemaker`` calls on schedule.
protocol PacemakerMember: AnyObject, Sendable {
  /// Does the work that is due. Returns the time of the next call in nanoseconds of the monotonic
  /// clock, or `nil` for never.
  func beat() -> Int64?
}

/// The single thread that paces all devices of a driver.
///
/// It sleeps until the next member is due, and ends when the pacemaker is released.
final class Pacemaker: Sendable {
  private let schedule = Schedule()

  /// Calls `member` immediately, and then at the times it requests. Add each member only once.
  /// - Throws: if the thread cannot be started.
  func add(_ member: any PacemakerMember) throws(CaptureError) {
    try schedule.add(member)
  }

  /// Removes `member`; a call in progress is completed.
  func remove(_ member: any PacemakerMember) {
    schedule.remove(member)
  }

  deinit {
    schedule.finish()
  }

  /// State shared by the thread and the pacemaker. It outlives the pacemaker until the thread ends.
  ///
  /// Unchecked, because all mutable state is protected by the monitor's lock.
  private final class Schedule: @unchecked Sendable {
    private struct Entry {
      let member: any PacemakerMember
      var deadline: Int64
    }

    private let monitor = Monitor()
    private var entries: [Entry] = []
    private var hasThread = false
    private var isFinished = false

    func add(_ member: any PacemakerMember) throws(CaptureError) {
      monitor.lock()
      defer { monitor.unlock() }
      if !hasThread { try startThread() }
      entries.append(Entry(member: member, deadline: 0))
      monitor.signal()
    }

    func remove(_ member: any PacemakerMember) {
      monitor.lock()
      defer { monitor.unlock() }
      entries.removeAll { $0.member === member }
    }

    func finish() {
      monitor.lock()
      let entries = self.entries
      isFinished = true
      self.entries = []
      monitor.signal()
      monitor.unlock()
      withExtendedLifetime(entries) {}
    }

    private func startThread() throws(CaptureError) {
      var thread = pthread_t()
      let context = Unmanaged.passRetained(self)
      let result = withSignalsBlocked {
        pthread_create(
          &thread, nil,
          { context in
            Unmanaged<Schedule>.fromOpaque(context!).takeRetainedValue().run()
            return nil
          }, context.toOpaque())
      }
      guard result == 0 else {
        context.release()
        throw CaptureError(
          device: "synthetic devices", "cannot start their thread", call: "pthread_create",
          errno: result)
      }
      pthread_detach(thread)
      hasThread = true
    }

    /// Calls and releases members without the lock: a member may hold the last reference to the
    /// pacemaker, whose deinit takes the lock.
    private func run() {
      while let member = nextDue() {
        let deadline = member.beat()
        monitor.lock()
        // The member may have been removed during the call.
        if let index = entries.firstIndex(where: { $0.member === member }) {
          if let deadline {
            entries[index].deadline = deadline
          } else {
            entries.remove(at: index)
          }
        }
        monitor.unlock()
      }
    }

    /// Waits for the next due member; `nil` at the end.
    private func nextDue() -> (any PacemakerMember)? {
      monitor.lock()
      defer { monitor.unlock() }
      while !isFinished {
        let next = entries.indices.min { entries[$0].deadline < entries[$1].deadline }
        if let next, entries[next].deadline <= MonotonicClock.nanoseconds {
          return entries[next].member
        }
        monitor.wait(until: next.map { entries[$0].deadline })
      }
      return nil
    }
  }
}
