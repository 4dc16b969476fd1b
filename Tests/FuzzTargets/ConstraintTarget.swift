import UserMediaConstraints
import UserMediaCore

extension FuzzTarget {
  /// Constraints in every syntax: two bytes select the dialects and options; the rest is JSON, or
  /// the text of the string dialect.
  static let constraints = FuzzTarget("constraints") { bytes in
    var bytes = FuzzBytes(bytes)
    let choice = bytes.next(UInt8.self)
    let to = bytes.next(of: Dialect.allCases)
    let from = Dialect.allCases[Int(choice % 8) % Dialect.allCases.count]
    var options = TranslationOptions()
    if choice & 8 != 0 { options.strictness = .lenient }
    if choice & 16 != 0 { options.generation = .before50 }
    if choice & 32 != 0 { options.foldsIdeals = true }
    if choice & 64 != 0 { options.compatibility = .adapter }
    let value: ConstraintValue
    if choice & 128 != 0 {
      value = .string(String(decoding: bytes.rest, as: UTF8.self))
    } else {
      guard let read = try? ConstraintValue(json: bytes.rest) else { return }
      value = read
      // JSON.parse(JSON.stringify(value)) must equal value.
      precondition(try! ConstraintValue(json: value.json) == value, "\(value.json) changes")
    }
    if let translation = try? Translation(value, from: from, to: to, options: options) {
      for note in translation.notes { precondition(!note.description.contains("\n")) }
      precondition((try? ConstraintValue(json: translation.value.json)) != nil)
    }
    guard
      let constraints = try? MediaStreamConstraints(value, dialect: from, options: options),
      let kinds = try? constraints.requestedKinds()
    else { return }
    for (kind, constraints) in kinds {
      let selections =
        (try? Selection.selectSettings(for: constraints, kind: kind, among: devices)) ?? []
      for selection in selections {
        precondition(devices[selection.deviceIndex].description.kind == kind)
      }
    }
  }

  /// A camera with sizes and rates of every form, and a microphone.
  private static let devices: [CandidateDevice] = {
    let camera = DeviceDescription(
      camera: "c", groupId: "g", label: "Camera", address: "/dev/video0", facingModes: [.user],
      isDefault: true,
      modes: [
        VideoMode(
          pixelFormat: .yuyv, size: .discrete(width: 640, height: 480),
          frameRates: .discrete([FrameRate(30)!, FrameRate(15)!])),
        VideoMode(
          pixelFormat: .mjpeg, size: .discrete(width: 1920, height: 1080), frameRates: .unknown),
      ])
    let microphone = DeviceDescription(
      microphone: "m", groupId: "g", label: "Microphone", address: "m", isDefault: true,
      audio: AudioCapabilities(
        sampleRate: 8000...48000, channelCount: 1...2, sampleSizes: [16], latency: 0.01...1,
        echoCancellation: [true, false]))
    return [camera, microphone].map {
      CandidateDevice(description: $0, deviceId: $0.id, groupId: $0.groupId)
    }
  }()
}
