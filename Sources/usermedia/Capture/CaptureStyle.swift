import ArgumentParser
import UserMedia

/// The programming style used to request and consume a stream.
enum CaptureStyle: String, ExpressibleByArgument, CaseIterable {
  case callback
  case promise
  case async

  /// Runs the whole job in this style.
  func run(_ job: CaptureJob, _ wish: CaptureWish, _ navigator: Navigator) async throws {
    switch self {
    case .callback:
      try await withCheckedThrowingContinuation { continuation in
        captureWithCallbacks(job, wish, navigator) { continuation.resume(with: $0) }
      }
    case .promise: try await captureWithPromises(job, wish, navigator).value
    case .async: try await captureWithAsync(job, wish, navigator)
    }
  }
}
