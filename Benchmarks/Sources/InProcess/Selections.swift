import UserMedia

/// Selection among 64 cameras with 60 modes each.
enum Selections {
  static func figures() throws -> [Figure] {
    let devices = (0..<64).map { camera($0) }
    let constraints = MediaTrackConstraints(
      width: .init(min: 640, ideal: 1280), height: .init(ideal: 720, max: 1080),
      frameRate: .init(min: 15, ideal: 30),
      advanced: [
        .init(width: 1920, height: 1080), .init(aspectRatio: 1.5),
        .init(frameRate: .init(min: 50)),
      ])
    let impossible = MediaTrackConstraints(width: .init(min: 10_000))
    let group = "SelectSettings, 64 cameras of 60 modes"
    return try [("basic and three advanced sets", constraints), ("none fits", impossible)]
      .flatMap { name, constraints in
        let cost = try Measurement(calls: 20) {
          do {
            _ = try Selection.selectSettings(for: constraints, kind: .videoinput, among: devices)
          } catch is OverconstrainedError {}
        }
        return [
          Figure(group: group, name: name, unit: "µs", value: cost.microseconds),
          Figure(group: group, name: name, unit: "allocations", value: cost.allocations),
        ]
      }
  }

  private static func camera(_ number: Int) -> CandidateDevice {
    let sizes = (0..<20).map { (320 + 96 * $0, 180 + 54 * $0) }
    let rates = [5, 15, 30, 60].compactMap { FrameRate(Double($0)) }
    let formats: [PixelFormat] = [.yuyv, .mjpeg, .nv12]
    let modes = sizes.flatMap { width, height in
      formats.map { format in
        VideoMode(
          pixelFormat: format, size: .discrete(width: width, height: height),
          frameRates: .discrete(rates))
      }
    }
    return CandidateDevice(
      description: DeviceDescription(
        camera: "\(number)", groupId: "\(number)", label: "camera \(number)",
        address: "/dev/video\(number)", modes: modes),
      deviceId: "\(number)", groupId: "\(number)")
  }
}
