#if Screen
import Dispatch
import Glibc
import Synchronization
import UserMediaCore

/// Connects to one display within a bound, although `xcb_connect` has none: a server that is
/// suspended accepts a connection and says nothing.
final class XConnector: Sendable {
  /// Where limits run out. A queue of its own, whose thread no other work can hold up.
  static let timeouts = DispatchQueue(label: "usermedia.x11.timeouts")

  /// How long a server may take to accept a connection.
  private static let connectLimit = DispatchTimeInterval.seconds(5)
  /// Microseconds within which the server must answer all that is asked at first.
  private static let answersLimit: Int64 = 10_000_000
  /// Each abandoned attempt holds a thread until the server responds or exits.
  private static let maximumAbandoned = 4

  private let display: String?
  /// Attempts whose caller has given up and that still wait for the server.
  private let abandoned = Atomic(0)

  /// - Parameter display: `":0"`; `nil` reads the environment variable `DISPLAY` for each connection.
  init(_ display: String?) {
    self.display = display
  }

  /// Connects and calls `body` with the connection on `queue`.
  /// - Throws: `notFound` when there is no display, `unreadable` when the server does not respond in
  ///   time, and what `body` throws.
  func connect<Success: Sendable>(
    on queue: DispatchQueue,
    _ body: @escaping @Sendable (XConnection) throws(CaptureError) -> Success
  ) async throws(CaptureError) -> Success {
    guard let display = display ?? getenv("DISPLAY").map({ String(cString: $0) }), !display.isEmpty
    else {
      throw CaptureError(.notFound, device: "X11", "DISPLAY is not set: there is no screen")
    }
    let silence = CaptureError(
      .unreadable, device: "display \(display)", "the server does not answer")
    guard abandoned.load(ordering: .relaxed) < Self.maximumAbandoned else { throw silence }
    let result = await withCheckedContinuation { continuation in
      let caller = Caller<Success>(continuation)
      // A thread of its own, because it may block for as long as the server is silent.
      DispatchQueue(label: "usermedia.x11.connect").async { [self] in
        let connection: Result<XConnection, CaptureError> = attempt { () throws(CaptureError) in
          try XConnection(display)
        }
        queue.async { [self] in
          // When the caller has given up, the connection is closed as soon as it is made.
          guard let caller = caller.take() else {
            abandoned.subtract(1, ordering: .relaxed)
            return
          }
          caller.resume(
            returning: attempt { () throws(CaptureError) in
              let connection = try connection.get()
              return try connection.use { () throws(CaptureError) in
                try connection.within(Self.answersLimit) { () throws(CaptureError) in
                  try body(connection)
                }
              }
            })
        }
      }
      Self.timeouts.asyncAfter(deadline: .now() + Self.connectLimit) { [self] in
        guard let caller = caller.take() else { return }
        abandoned.add(1, ordering: .relaxed)
        caller.resume(returning: .failure(silence))
      }
    }
    return try result.get()
  }

  private func attempt<Success>(
    _ work: () throws(CaptureError) -> Success
  ) -> Result<Success, CaptureError> {
    do throws(CaptureError) { return .success(try withoutPipeSignal(work)) } catch {
      return .failure(error)
    }
  }
}

/// The caller waiting for a result, which the first to have one takes.
private final class Caller<Success: Sendable>: Sendable {
  typealias Continuation = CheckedContinuation<Result<Success, CaptureError>, Never>
  private let continuation: Mutex<Continuation?>

  init(_ continuation: Continuation) {
    self.continuation = Mutex(continuation)
  }

  func take() -> Continuation? { continuation.withLock { $0.take() } }
}
#endif
