import Dispatch
import Synchronization
import Testing

@testable import UserMediaSynthetic

@Suite struct PacemakerTests {
  /// Retains the pacemaker that calls it, and is finally retained only by that call.
  private final class Member: PacemakerMember {
    let pacemaker = Pacemaker()
    let mayBeat = DispatchSemaphore(value: 0)
    /// After the pacemaker, so that it is released once that has ended.
    private let end: Signal

    init(_ isGone: DispatchSemaphore) { end = Signal(isGone) }

    func beat(at now: Int64) -> Int64? {
      mayBeat.wait()
      pacemaker.remove(self)
      return nil
    }
  }

  /// Signals its release.
  private final class Signal: Sendable {
    private let semaphore: DispatchSemaphore
    init(_ semaphore: DispatchSemaphore) { self.semaphore = semaphore }
    deinit { semaphore.signal() }
  }

  @Test func canEndOnItsOwnThread() async throws {
    let isGone = DispatchSemaphore(value: 0)
    do {
      let member = Member(isGone)
      try member.pacemaker.add(member)
      member.mayBeat.signal()
    }
    #expect(
      await withCheckedContinuation { continuation in
        DispatchQueue.global().async {
          continuation.resume(returning: isGone.wait(timeout: .now() + 60) == .success)
        }
      })
  }
}
