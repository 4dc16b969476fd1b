#if Screen
import Dispatch
import Synchronization
import UserMediaCore

extension XConnection {
  /// How long a server may take to let a program in.
  private static let connectLimit = DispatchTimeInterval.seconds(5)

  /// Connects, and calls `body` with the connection on `queue`; does not wait for ever for a server
  /// that is silent.
  static func connect<Success: Sendable>(
    _ display: String?, on queue: DispatchQueue,
    _ body: @escaping @Sendable (XConnection) throws(CaptureError) -> Success
  ) async throws(CaptureError) -> Success {
    let result = await withCheckedContinuation { continuation in
      let caller = Caller<Success>(continuation)
      // A thread that may wait: XCB connects without a bound.
      let waiting = DispatchQueue.global()
      waiting.async {
        let connection: Result<XConnection, CaptureError> = attempt { () throws(CaptureError) in
          try XConnection(display)
        }
        queue.async {
          // Where the caller has given up, the connection is closed as soon as it is made.
          guard let caller = caller.take() else { return }
          caller.resume(
            returning: attempt { () throws(CaptureError) in
              let connection = try connection.get()
              return try connection.use { () throws(CaptureError) in try body(connection) }
            })
        }
      }
      waiting.asyncAfter(deadline: .now() + connectLimit) {
        caller.take()?.resume(
          returning: .failure(
            CaptureError(.unreadable, device: "X11", "the server does not answer")))
      }
    }
    return try result.get()
  }

  private static func attempt<Success>(
    _ work: () throws(CaptureError) -> Success
  ) -> Result<Success, CaptureError> {
    do throws(CaptureError) { return .success(try withoutPipeSignal(work)) } catch {
      return .failure(error)
    }
  }
}

/// Who waits for an answer, until the first that has one takes it.
private final class Caller<Success: Sendable>: Sendable {
  typealias Continuation = CheckedContinuation<Result<Success, CaptureError>, Never>
  private let continuation: Mutex<Continuation?>

  init(_ continuation: Continuation) {
    self.continuation = Mutex(continuation)
  }

  func take() -> Continuation? { continuation.withLock { $0.take() } }
}
#endif
