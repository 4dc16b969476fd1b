import UserMediaConversion
public import UserMediaCore

extension SyntheticDevice {
  /// Creates a camera that plays a Y4M file, a JPEG, or a series of JPEGs (`.mjpeg`) in a loop, at
  /// the file's own size and rate. JPEGs have no rate and play at `frameRate` (default 30).
  ///
  /// Y4M may be 4:2:0, 4:2:2, 4:4:4, 4:1:1 or mono, with 8 to 16 bits. More than eight bits are
  /// reduced to eight, 4:4:4 and 4:1:1 are converted to 4:2:2, fields are played as frames, and
  /// transparency is ignored. JPEGs may be baseline, progressive or arithmetic, 8-bit Y U V in any
  /// sampling or grey, but not R G B, CMYK or lossless. Other bytes may precede and separate them,
  /// and end markers may be missing. JPEGs that are damaged, or whose size differs from the first,
  /// are dropped and counted. Containers such as AVI and MP4 are not supported.
  /// - Throws: ``CaptureError`` if the file cannot be read or is in none of these formats.
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
    } else {
      let size = try MJPEGReader(path: path).size
      content = .mjpeg(path: path)
      mode = VideoMode(
        pixelFormat: .mjpeg, size: .discrete(width: size.width, height: size.height),
        frameRates: .discrete([frameRate ?? .usual]))
    }
    return Self(
      description: DeviceDescription(
        camera: "file-camera:\(path)", groupId: groupId(path), label: label(path), address: path,
        modes: [mode]),
      content: content)
  }

  /// Creates a microphone that plays a WAV file in a loop, at the file's own rate and channel
  /// count.
  ///
  /// The file may be RIFF, RIFX, RF64 or BW64, with 8- to 64-bit PCM, 32- or 64-bit floating point,
  /// µ-law or A-law, and up to 64 channels. Other compressed formats are not supported.
  /// - Throws: ``CaptureError`` if the file cannot be read or is in none of these formats.
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

  /// The path without its extension, so that `talk.y4m` and `talk.wav` form one device.
  private static func groupId(_ path: String) -> String {
    let name = label(path)
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "file:\(path)" }
    return "file:\(path.dropLast(name[dot...].count))"
  }
}
