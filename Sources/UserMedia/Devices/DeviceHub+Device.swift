import UserMediaConstraints
import UserMediaCore

extension DeviceHub {
  /// One device, and the driver that opens it.
  struct Device: Sendable {
    let candidate: CandidateDevice
    let driver: Driver
    /// Makes the ids that programs see.
    let identity: DeviceIdentity
  }

  /// A driver of either kind.
  enum Driver: Sendable {
    case camera(CameraOwner)
    case microphone(MicrophoneOwner)

    /// The one object that has the driver's devices in this program.
    var owner: AnyObject {
      switch self {
      case .camera(let owner): owner
      case .microphone(let owner): owner
      }
    }

    var name: String {
      switch self {
      case .camera(let owner): owner.driver.name
      case .microphone(let owner): owner.driver.name
      }
    }
  }
}

extension DeviceHub.Device {
  /// Whether the system prefers the device over others of its kind.
  var isPreferred: Bool { candidate.description.isDefault && !isMonitor }

  /// The device, if it is the one that `"default"` means.
  var defaultCandidate: CandidateDevice? { candidate.description.isDefault ? candidate : nil }

  /// Who else has to allow it; see ``CameraOwner/gate``.
  var gate: (any DeviceGate)? {
    if case .camera(let owner) = driver { owner.gate } else { nil }
  }

  /// Whether it carries what a loudspeaker plays.
  var isMonitor: Bool { candidate.description.isMonitor }

  /// Whether the system does not even let the driver see what the device can do.
  var isHidden: Bool {
    candidate.description.kind == .videoinput && candidate.description.videoModes.isEmpty
  }

  /// Why the system hides what the device can do: the error of trying to open it.
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

/// Hears of a device that is opened only to learn why it cannot be used.
private final class NoSink: VideoSink {
  func capture(_ frame: VideoFrame) {}
  func captureDropped(_ reason: DropReason, count: Int) {}
  func captureMuted(_ muted: Bool) {}
  func captureEnded(_ error: CaptureError) {}
}
