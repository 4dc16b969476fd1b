package import UserMediaConstraints
package import UserMediaCore

/// Shorthand for the devices in selection tests.
package enum Devices {
  package static func mode(
    _ width: Int, _ height: Int, _ rates: [Double] = [30], _ format: PixelFormat? = .yuyv
  ) -> VideoMode {
    VideoMode(
      pixelFormat: format, size: .discrete(width: width, height: height),
      frameRates: rates.isEmpty ? .unknown : .discrete(rates.compactMap { FrameRate($0) }))
  }

  package static func camera(
    _ id: String, _ modes: [VideoMode], facing: [VideoFacingMode] = [], isDefault: Bool = false
  ) -> CandidateDevice {
    CandidateDevice(
      description: DeviceDescription(
        camera: id, groupId: "group-\(id)", label: id, address: "/dev/\(id)", facingModes: facing,
        isDefault: isDefault, modes: modes),
      deviceId: id, groupId: "group-\(id)")
  }

  package static func microphone(
    _ id: String, _ audio: AudioCapabilities, isDefault: Bool = false
  ) -> CandidateDevice {
    CandidateDevice(
      description: DeviceDescription(
        microphone: id, groupId: "group-\(id)", label: id, address: id, isDefault: isDefault,
        audio: audio),
      deviceId: id, groupId: "group-\(id)")
  }

  /// A common webcam: large pictures have high rates only as JPEG.
  package static let webcam = camera(
    "webcam",
    [
      mode(640, 480, [30, 15]), mode(1280, 720, [10]), mode(1920, 1080, [5]),
      mode(640, 480, [30], .mjpeg), mode(1280, 720, [30], .mjpeg), mode(1920, 1080, [30], .mjpeg),
    ], facing: [.user])
}

extension Selection {
  package var video: VideoConfiguration? {
    guard case .video(let configuration) = configuration else { return nil }
    return configuration
  }

  package var audio: AudioConfiguration? {
    guard case .audio(let configuration) = configuration else { return nil }
    return configuration
  }
}
