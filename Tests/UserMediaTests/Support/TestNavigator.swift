import Dispatch
import UserMediaSynthetic

@testable import UserMedia

/// A navigator with synthetic devices, into which a test can inject faults.
struct TestNavigator {
  let driver: SyntheticDriver
  let navigator: Navigator
  static let camera = "synthetic-camera:Synthetic front camera"
  static let backCamera = "synthetic-camera:Synthetic back camera"
  static let microphone = "synthetic-microphone:Synthetic microphone"

  init(
    devices: [SyntheticDevice] = SyntheticDevice.defaults,
    permissions: any PermissionPolicy = SystemPermission(),
    identity: DeviceIdentity = .ofProgram,
    callbackQueue: DispatchQueue = DispatchQueue(label: "test")
  ) {
    let driver = SyntheticDriver(devices: devices)
    self.driver = driver
    navigator = Navigator(
      devices: DeviceSet(cameras: [driver], microphones: [driver]), permissions: permissions,
      identity: identity, callbackQueue: callbackQueue)
  }

  /// The modern API.
  var media: MediaDevices { navigator.mediaDevices }

  /// Waits until the devices are watched, after a listener was added.
  func watched() async { await media.watched() }

  /// Waits until the camera is released and can be opened again. Only the test's time limit ends
  /// the wait, because it may take any time on a busy machine.
  func isReleased(_ id: String = camera) async -> Bool {
    guard let device = await driver.devices().first(where: { $0.id == id }) else { return false }
    while !Task.isCancelled {
      do throws(CaptureError) {
        let session = try await driver.openCamera(device, sink: SilentSink())
        await session.close()
        return true
      } catch {
        try? await Task.sleep(for: .milliseconds(1))
      }
    }
    return false
  }
}

/// Ignores everything.
private final class SilentSink: VideoSink {
  func capture(_ frame: VideoFrame) {}
  func captureDropped(_ reason: DropReason, count: Int) {}
  func captureMuted(_ muted: Bool) {}
  func captureEnded(_ error: CaptureError) {}
}

/// The single outcome of a callback-style call.
enum CallOutcome: Sendable {
  case success(MediaStream)
  case failure(any NamedError)

  var stream: MediaStream? { if case .success(let stream) = self { stream } else { nil } }
  var error: (any NamedError)? { if case .failure(let error) = self { error } else { nil } }
}
