import UserMediaConstraints
import UserMediaCore

extension DeviceHub {
  /// One device, and the driver that opens it.
  struct Device: Sendable {
    let candidate: CandidateDevice
    let driver: Driver
    /// Generates the ids that programs see.
    let identity: DeviceIdentity
  }

  /// A driver for either kind of device.
  enum Driver: Sendable {
    case camera(CameraOwner)
    case microphone(MicrophoneOwner)

    /// The object that owns the driver's devices within this program.
    var owner: AnyObject {
      switch self {
      case .camera(let owner): owner
      case .microphone(let owner): owner
      }
    }

    var name: String { captureDriver.name }

    /// Whether the machine has the system that owns the driver's devices.
    var isSystemPresent: Bool { captureDriver.isSystemPresent }

    private var captureDriver: any CaptureDriver {
      switch self {
      case .camera(let owner): owner.driver
      case .microphone(let owner): owner.driver
      }
    }
  }
}

extension DeviceHub.Device {
  /// Whether this is the system's default device of its kind.
  var isPreferred: Bool { candidate.description.isDefault && !isMonitor }

  /// The device, if `"default"` refers to it.
  var defaultCandidate: CandidateDevice? { candidate.description.isDefault ? candidate : nil }

  /// The system gate that must also allow the device; see ``CameraOwner/gate``.
  var gate: (any DeviceGate)? {
    if case .camera(let owner) = driver { owner.gate } else { nil }
  }

  /// Whether it captures the output of a loudspeaker.
  var isMonitor: Bool { candidate.description.isMonitor }

  /// Whether the system prevents even the driver from querying the device's capabilities.
  var isHidden: Bool {
    candidate.description.kind == .videoinput && candidate.description.videoModes.isEmpty
  }

  /// Why the system hides the device's capabilities: the error from trying to open it.
  func reasonForHiding() async -> DOMException {
    guard case .camera(let owner) = driver else {
      return DOMException(.notReadable, "\(candidate.description.address) cannot be read")
    }
    do throws(CaptureError) {
      let session = try await owner.driver.openCamera(candidate.description, sink: NoSink())
      await session.close()
      return DOMException(.notReadable, "\(candidate.description.address) offers no mode")
    } catch {
      return error.domException
    }
  }
}

/// A sink for a device that is opened only to learn why it cannot be used.
private final class NoSink: VideoSink {
  func capture(_ frame: VideoFrame) {}
  func captureDropped(_ reason: DropReason, count: Int) {}
  func captureMuted(_ muted: Bool) {}
  func captureEnded(_ error: CaptureError) {}
}
