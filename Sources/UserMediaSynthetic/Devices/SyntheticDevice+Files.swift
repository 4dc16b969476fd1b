import UserMediaConversion
public import UserMediaCore

extension SyntheticDevice {
  /// A camera that shows a Y4M file, a JPEG, or JPEGs one after another (`.mjpeg`), over and over,
  /// in the file's own size and rate; JPEGs, which have none, are shown at `frameRate` (default
  /// 30).
  /// - Throws: ``CaptureError`` when the file cannot be read or is none of these.
  public static func camera(
    file path: String, frameRate: FrameRate? = nil
  ) throws(CaptureError) -> Self {
    let content: Content
    let mode: VideoMode
    let mark = try InputFile(path: path).bytes(at: 0, y4mMark.utf8.count)
    if mark.elementsEqual(y4mMark.utf8) {
      let reader = try Y4MReader(path: path)
      content = .y4m(path: path)
      mode = VideoMode(
        pixelFormat: reader.layout.pixelFormat,
        size: .discrete(width: reader.layout.width, height: reader.layout.height),
        frameRates: .discrete([frameRate ?? reader.frameRate]))
    } else if mark.starts(with: [0xff, 0xd8]) {
      let size = try MJPEGReader(path: path).size
      content = .mjpeg(path: path)
      mode = VideoMode(
        pixelFormat: .mjpeg, size: .discrete(width: size.width, height: size.height),
        frameRates: .discrete([frameRate ?? .usual]))
    } else {
      throw CaptureError(.unsupported, device: path, "is neither a Y4M file nor a JPEG")
    }
    return Self(
      description: DeviceDescription(
        camera: "file-camera:\(path)", groupId: groupId(path), label: label(path), address: path,
        modes: [mode]),
      content: content)
  }

  /// A microphone that hears a WAV file over and over, with the file's own rate and channels.
  /// - Throws: ``CaptureError`` when the file cannot be read or is no WAV file.
  public static func microphone(file path: String) throws(CaptureError) -> Self {
    let reader = try WAVReader(path: path)
    return Self(
      description: DeviceDescription(
        microphone: "file-microphone:\(path)", groupId: groupId(path), label: label(path),
        address: path,
        audio: AudioCapabilities(
          sampleRate: reader.sampleRate...reader.sampleRate, defaultSampleRate: reader.sampleRate,
          channelCount: reader.channelCount...reader.channelCount,
          defaultChannelCount: reader.channelCount, sampleSizes: [16, 32], latency: latencies,
          echoCancellation: [false], autoGainControl: [false], noiseSuppression: [false])),
      content: .wav(path: path))
  }

  private static let y4mMark = "YUV4MPEG2"

  /// The file's name.
  private static func label(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The path without its ending, so that `talk.y4m` and `talk.wav` are one device.
  private static func groupId(_ path: String) -> String {
    let name = label(path)
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "file:\(path)" }
    return "file:\(path.dropLast(name[dot...].count))"
  }
}
