public import UserMediaCore

extension SyntheticDevice {
  /// The default devices: front and back camera as on a phone, a microphone and a screen.
  public static var defaults: [SyntheticDevice] {
    var front = camera(label: "Synthetic front camera", facing: .user, hasControls: true)
    var microphone = microphone()
    front.description.groupId = "synthetic"
    microphone.description.groupId = "synthetic"
    let back = camera(
      label: "Synthetic back camera", modes: backModes, facing: .environment,
      hasControls: true)
    return [front, back, microphone, screen()]
  }

  /// The default modes of a pattern camera: five sizes from 320x180 to 1920x1080 at 15, 29.97, 30
  /// and 60 frames per second.
  public static var defaultModes: [VideoMode] {
    [.yuyv, .nv12, .i420, .mjpeg].flatMap { discreteModes($0) }
  }

  /// 1280x720 at any rate from 1 to 60 frames per second.
  public static var screenMode: VideoMode {
    VideoMode(
      pixelFormat: .i420, size: .discrete(width: 1280, height: 720),
      frameRates: .range(min: FrameRate(1)!, max: FrameRate(60)!))
  }

  /// Any even size in I420, and common sizes in MJPEG.
  private static var backModes: [VideoMode] {
    guard let width = VideoMode.SteppedRange(min: 160, max: 1920, step: 2),
      let height = VideoMode.SteppedRange(min: 120, max: 1080, step: 2),
      let slowest = FrameRate(1), let fastest = FrameRate(60)
    else { return [] }
    let any = VideoMode(
      pixelFormat: .i420, size: .stepwise(width: width, height: height),
      frameRates: .range(min: slowest, max: fastest))
    return [any] + discreteModes(.mjpeg)
  }

  private static func discreteModes(_ format: PixelFormat) -> [VideoMode] {
    let rates = [FrameRate(15), FrameRate(30000, 1001), FrameRate(30), FrameRate(60)]
    return [(320, 180), (640, 360), (640, 480), (1280, 720), (1920, 1080)].map { width, height in
      VideoMode(
        pixelFormat: format, size: .discrete(width: width, height: height),
        frameRates: .discrete(rates.compactMap(\.self)))
    }
  }
}
