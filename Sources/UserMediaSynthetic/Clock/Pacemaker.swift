import Glibc
import UserMediaCore

/// What a ``Pacemaker`` calls when its time has come.
protocol PacemakerMember: AnyObject, Sendable {
  /// Does what is due; returns when to be called next, in nanoseconds on the monotonic clock, or
  /// `nil` for never.
  func beat() -> Int64?
}

/// The one thread that paces all devices of a driver, however many there are.
///
/// It sleeps until the next member is due, and ends when the pacemaker is gone.
final class Pacemaker: Sendable {
  private let schedule = Schedule()

  /// Calls `member` at once, and then whenever it asks to be; each member is added once.
  /// - Throws: when the thread cannot be started.
  func add(_ member: any PacemakerMember) throws(CaptureError) {
    try schedule.add(member)
  }

  /// Forgets `member`; a call that is under way goes on.
  func remove(_ member: any PacemakerMember) {
    schedule.remove(member)
  }

  deinit {
    schedule.finish()
  }

  /// What the thread shares with the pacemaker; it outlives it until the thread has ended.
  ///
  /// Unchecked, because all that changes does so under the monitor's lock.
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

    /// Members are called and released unlocked: one can be the last to hold the pacemaker itself,
    /// whose end takes the lock.
    private func run() {
      while let member = nextDue() {
        let deadline = member.beat()
        monitor.lock()
        // The member may have been removed while it was called.
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

    /// Waits for the next member that is due; `nil` at the end.
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
