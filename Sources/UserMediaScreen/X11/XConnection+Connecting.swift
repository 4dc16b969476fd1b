#if Screen
import Dispatch
import Synchronization
import UserMediaCore

extension XConnection {
  /// How long a server may take to let a program in.
  private static let connectLimit = DispatchTimeInterval.seconds(5)

  /// Connects, and does not wait for ever for a server that is silent.
  static func connect(_ display: String?) async throws(CaptureError) -> XConnection {
    let result = await withCheckedContinuation { continuation in
      let answer = FirstAnswer(continuation)
      let queue = DispatchQueue.global()
      queue.async {
        do throws(CaptureError) {
          answer.give(.success(try XConnection(display)))
        } catch {
          answer.give(.failure(error))
        }
      }
      // Where XCB waits on, its connection is closed as soon as it is made.
      queue.asyncAfter(deadline: .now() + connectLimit) {
        answer.give(
          .failure(CaptureError(.unreadable, device: "X11", "the server does not answer")))
      }
    }
    return try result.get()
  }
}

/// Hands on the first of several answers.
private final class FirstAnswer: Sendable {
  typealias Answer = Result<XConnection, CaptureError>
  private let continuation: Mutex<CheckedContinuation<Answer, Never>?>

  init(_ continuation: CheckedContinuation<Answer, Never>) {
    self.continuation = Mutex(continuation)
  }

  func give(_ answer: Answer) {
    continuation.withLock { $0.take() }?.resume(returning: answer)
  }
}
#endif
