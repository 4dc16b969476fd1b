import Testing
import UserMediaCore

@testable import UserMediaPulse

@Suite struct PulseWaitTests {
  private let error = CaptureError(.aborted, device: "d", "m")

  @Test func firstOutcomeCounts() async {
    let wait = PulseWait()
    wait.finish(.failure(error))
    wait.finish(.success(()))
    let outcome = await withCheckedContinuation { continuation in
      wait.suspend { continuation.resume(returning: $0) }
    }
    #expect(throws: error) { try outcome.get() }
  }

  @Test func finishesWithTheLastAnswer() async throws {
    let wait = PulseWait()
    let outcome = await withCheckedContinuation { continuation in
      wait.suspend { continuation.resume(returning: $0) }
      wait.operationBegan()
      wait.operationBegan()
      wait.operationEnded()
      #expect(!wait.isFinished)
      wait.operationEnded()
      #expect(wait.isFinished)
    }
    try outcome.get()
  }

  @Test func cleansUpOnce() {
    let wait = PulseWait()
    var undone: [Int] = []
    wait.atEnd { undone.append(1) }
    wait.atEnd { undone.append(2) }
    wait.finish(.success(()))
    wait.finish(.failure(error))
    wait.atEnd { undone.append(3) }
    #expect(undone == [1, 2, 3])
  }

  @Test func timesOutOnlyWhileWaiting() {
    let wait = PulseWait()
    wait.timeoutError = error
    wait.finish(.success(()))
    wait.timedOut()
    #expect(wait.isFinished)
  }
}
