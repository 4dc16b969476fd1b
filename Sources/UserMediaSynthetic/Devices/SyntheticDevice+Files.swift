import UserMediaConversion
public import UserMediaCore

extension SyntheticDevice {
  /// A camera that shows a Y4M file, a JPEG, or JPEGs one after another (`.mjpeg`), over and over,
  /// in the file's own size and rate; JPEGs, which have none, are shown at `frameRate` (default
  /// 30).
  ///
  /// Y4M may be 4:2:0, 4:2:2, 4:4:4, 4:1:1 or mono, of 8 to 16 bits: more than eight bits are shown
  /// as eight, 4:4:4 and 4:1:1 as 4:2:2, fields as frames, and transparency is left out. JPEGs may be
  /// baseline, progressive or arithmetic, Y U V in any sampling or grey, of 8 bits; not R G B, CMYK or
  /// lossless. There may be other bytes before and between them, and no end markers; JPEGs that are
  /// damaged, or of another size than the first, are dropped and counted. Containers such as AVI and
  /// MP4 are not read.
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

  /// A microphone that hears a WAV file over and over, with the file's own rate and channels.
  ///
  /// The file may be RIFF, RIFX, RF64 or BW64, with PCM of 8 to 64 bits, floating point of 32 or 64,
  /// µ-law or A-law, and up to 64 channels. Other compressed sound is not read.
  /// - Throws: ``CaptureError`` when the file cannot be read or is no such file.
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
