// One consumer of one camera, for capture_cost.py: takes frames by an async loop on the thread that
// they come in on, converts each as told, and looks at nothing.
//
// Usage: Consumer ADDRESS WIDTH HEIGHT RATE none|i420|bgra

import UserMedia

@main
struct Consumer {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    guard arguments.count == 5, let width = UInt32(arguments[2]), let height = UInt32(arguments[3]),
      let rate = Double(arguments[4])
    else { fatalError("Usage: Consumer ADDRESS WIDTH HEIGHT RATE none|i420|bgra") }
    let format: PixelFormat? =
      switch arguments[5] {
      case "i420": .i420
      case "bgra": .bgra
      default: nil
      }

    let media = Navigator().mediaDevices
    let devices: [MediaDeviceInfo] = await media.enumerateDevices()
    let camera = devices.compactMap { $0 as? InputDeviceInfo }
      .first { $0.deviceDescription.address == arguments[1] }
    guard let camera else { fatalError("no camera is at \(arguments[1])") }
    let stream: MediaStream = try await media.getUserMedia(
      .init(
        video: .init(
          width: .exact(width), height: .exact(height), frameRate: .exact(rate),
          resizeMode: .exact("none"), deviceId: .exact(camera.deviceId))))
    let track = stream.getVideoTracks()[0]
    try await Task(executorPreference: track.captureExecutor) {
      let frames = track.videoFrames()
      if let format {
        for await frame in frames { _ = try frame.converted(to: format) }
      } else {
        for await _ in frames {}
      }
    }.value
  }
}
