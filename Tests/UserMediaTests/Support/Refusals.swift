import Synchronization
import UserMediaCore

/// A camera that fails to start as often as a test says, like one that is unplugged or in use.
final class Refusals: Sendable {
  private let count = Mutex(0)

  /// Fails the next `count` starts.
  func refuse(_ count: Int) {
    self.count.withLock { $0 = count }
  }

  /// The camera.
  var driver: InterceptedDriver {
    InterceptedDriver { [self] camera, _, wanted throws(CaptureError) in
      await camera.stop()
      let isRefused = count.withLock { count in
        defer { count = max(0, count - 1) }
        return count > 0
      }
      if isRefused { throw CaptureError(.busy, device: "camera", "is refused") }
      return try await camera.start(wanted)
    }
  }
}
