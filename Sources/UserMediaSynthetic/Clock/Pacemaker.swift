import Glibc
package import UserMediaCore

/// An object that a ``Pacemaker`` calls on schedule.
package protocol PacemakerMember: AnyObject, Sendable {
  /// Does the work that is due at `now`. Returns the time of the next call, or `nil` for never. Both
  /// are in nanoseconds of the ``Pacemaker``'s time.
  func beat(at now: Int64) -> Int64?
}

/// What paces all devices of a driver: a single thread on the monotonic clock, or a test.
///
/// The thread sleeps until the next member is due, and ends when the pacemaker is released.
package final class Pacemaker: Sendable {
  private let schedule: Schedule

  /// A pacemaker on the monotonic clock.
  package init() { schedule = Schedule(time: nil) }

  /// A pacemaker whose time stands still at `time`, in nanoseconds, until ``advance(by:)`` moves it.
  package init(standingAt time: Int64) { schedule = Schedule(time: time) }

  /// Nanoseconds of the monotonic clock, or of the time that a test moves.
  package var now: Int64 { schedule.now }

  /// Calls `member` immediately, and then at the times it requests. Add each member only once.
  /// - Throws: if the thread cannot be started.
  package func add(_ member: any PacemakerMember) throws(CaptureError) {
    try schedule.add(member)
  }

  /// Removes `member`; a call in progress is completed.
  package func remove(_ member: any PacemakerMember) {
    schedule.remove(member)
  }

  /// Moves a time that stands still, and calls the members that become due on the caller's thread,
  /// each at its own time.
  package func advance(by nanoseconds: Int64) {
    schedule.advance(by: nanoseconds)
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
    /// The time that a test moves; `nil` for the monotonic clock.
    private var time: Int64?
    private var hasThread = false
    private var isFinished = false

    init(time: Int64?) { self.time = time }

    var now: Int64 {
      monitor.lock()
      defer { monitor.unlock() }
      return time ?? MonotonicClock.nanoseconds
    }

    func add(_ member: any PacemakerMember) throws(CaptureError) {
      if try enter(member) { advance(by: 0) }
    }

    /// - Returns: whether the caller must call the member, because there is no thread to do it.
    private func enter(_ member: any PacemakerMember) throws(CaptureError) -> Bool {
      monitor.lock()
      defer { monitor.unlock() }
      if time == nil, !hasThread { try startThread() }
      entries.append(Entry(member: member, deadline: .min))
      monitor.signal()
      return time != nil
    }

    func advance(by nanoseconds: Int64) {
      let end = now + nanoseconds
      while let (member, now) = takeDue(by: end) { call(member, at: now) }
      monitor.lock()
      time = time.map { max($0, end) }
      monitor.unlock()
    }

    /// The member that is due first and no later than `end`, and its time. It is not due again before
    /// its call has returned.
    private func takeDue(by end: Int64) -> (any PacemakerMember, Int64)? {
      monitor.lock()
      defer { monitor.unlock() }
      guard let time, let next = first, entries[next].deadline <= end else { return nil }
      let now = max(time, entries[next].deadline)
      self.time = now
      entries[next].deadline = .max
      return (entries[next].member, now)
    }

    /// The entry that is due first.
    private var first: Int? {
      entries.indices.min { entries[$0].deadline < entries[$1].deadline }
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
          device: "synthetic devices", "the thread cannot be started", call: "pthread_create",
          errno: result)
      }
      pthread_detach(thread)
      hasThread = true
    }

    /// Calls and releases members without the lock: a member may hold the last reference to the
    /// pacemaker, whose deinit takes the lock.
    private func run() {
      while let member = nextDue() { call(member, at: MonotonicClock.nanoseconds) }
    }

    private func call(_ member: any PacemakerMember, at now: Int64) {
      let deadline = member.beat(at: now)
      monitor.lock()
      defer { monitor.unlock() }
      // The member may have been removed during the call.
      guard let index = entries.firstIndex(where: { $0.member === member }) else { return }
      if let deadline {
        entries[index].deadline = deadline
      } else {
        entries.remove(at: index)
      }
    }

    /// Waits for the next due member; `nil` at the end.
    private func nextDue() -> (any PacemakerMember)? {
      monitor.lock()
      defer { monitor.unlock() }
      while !isFinished {
        let next = first
        if let next, entries[next].deadline <= MonotonicClock.nanoseconds {
          return entries[next].member
        }
        monitor.wait(until: next.map { entries[$0].deadline })
      }
      return nil
    }
  }
}
