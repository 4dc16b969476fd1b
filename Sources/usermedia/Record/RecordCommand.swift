import ArgumentParser
import UserMedia

struct RecordCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    _superCommandName: "usermedia",
    abstract: "Record video and audio to a file.",
    discussion: """
      The file's name decides the container: .webm, .mp4, .mkv, .mka, .m4a or .wav. Control-C ends the recording and completes the file. \
      If the program is killed, the file plays up to its last second. While recording, a terminal shows the time, the \
      size, the rate, the level and the number of dropped pictures.
      """)

  @Argument(
    help: ArgumentHelp(
      "The file to write; - writes a WebM stream to standard output.", valueName: "FILE"),
    completion: .file(extensions: ["webm", "mp4", "mkv", "mka", "m4a", "wav"]))
  var file: String

  @Option(
    help: ArgumentHelp(
      "The constraints (default: audio and video).", valueName: "JSON|@FILE|-"))
  var constraints: String?

  @Option(
    help: ArgumentHelp(
      "Record a screen or window with getDisplayMedia, instead of camera and microphone.",
      valueName: "screen|window|window:ID|window:TITLE"))
  var display: String?

  @OptionGroup var sources: SourceOptions

  @Option(help: "Stop after this many seconds.")
  var seconds: Double?

  @Option(help: ArgumentHelp("The size of the picture.", valueName: "WIDTHxHEIGHT"))
  var size: PictureSize?

  @Option(
    help: ArgumentHelp(
      "The target for audio and video together in bits per second: 2500000, 2500k or 2.5M.",
      valueName: "BITS"))
  var bitrate: BitRate?

  @Option(
    help: ArgumentHelp("The video codec (default: vp8, in .mp4 h264).", valueName: "vp8|vp9|h264"))
  var codec: RecordCodec?

  @OptionGroup var devices: DeviceOptions

  func validate() throws {
    if let seconds, !(seconds > 0 && seconds <= 1e6) {
      throw ValidationError("--seconds must be above 0 and at most 1000000")
    }
    if size != nil && (constraints != nil || display != nil) {
      throw ValidationError("--size is for recordings without --constraints and --display")
    }
    try sources.validate(beside: display)
    if file.isEmpty { throw ValidationError("the recording needs a file name") }
    if isTerminal(file) {
      throw ValidationError(
        "the recording would write binary data to the terminal: use a file, or redirect it")
    }
    _ = try type
  }

  func run() async throws {
    try await reportingFailure {
      // First, since opening a named pipe waits for its reader.
      Interruption.exitsInOrder()
      let options = MediaRecorderOptions(
        mimeType: try type.mimeType, bitsPerSecond: bitrate?.bitsPerSecond)
      // Before a device is opened.
      _ = try MediaRecorder(MediaStream(), options)
      var wish = try CaptureWish(
        text: constraints ?? size?.constraints, dialect: .current, display: display,
        kinds: type.isAudioOnly ? [.audio] : [.audio, .video])
      wish.reportIgnoredParts()
      let mediaDevices = devices.navigator.mediaDevices
      try await wish.require(sources, from: mediaDevices)
      let stream: MediaStream = try await wish.stream(from: mediaDevices)
      let recorder = try MediaRecorder(stream, options)
      try recorder.record(to: file)
      let progress = CaptureProgress()
      let meter = stream.getAudioTracks().first.map { LevelMeter($0) }
      progress?.start { RecordLine(recorder.stats, levels: meter?.read() ?? []).text }
      await untilEnd(of: recorder)
      progress?.stop()
      try await recorder.finish()
      let line =
        "\(file.escapingControls): \(RecordLine(recorder.stats).text), \(recorder.mimeType)"
      if file == "-" { writeDiagnosticLine(line) } else { try printText([line]) }
    }
  }

  /// Waits until the recorder stops, the time is over, or the person interrupts.
  private func untilEnd(of recorder: MediaRecorder) async {
    let stops = recorder.events(.stop)
    let (interruptions, interruption) = AsyncStream.makeStream(of: Void.self)
    Interruption.onInterrupt { interruption.finish() }
    await withTaskGroup(of: Void.self) { group in
      group.addTask { for await _ in stops { return } }
      group.addTask { for await _ in interruptions {} }
      if let seconds {
        group.addTask { try? await Task.sleep(for: .seconds(seconds)) }
      }
      await group.next()
      group.cancelAll()
    }
  }

  /// The media type that the file's name and the codec make.
  private var type: RecordingType {
    get throws {
      guard var type = file == "-" ? RecordingType("") : RecordingType(path: file) else {
        throw ValidationError(
          "\(file.escapingControls) must end in .webm, .mp4, .mkv, .mka, .m4a or .wav, which decides the container"
        )
      }
      if let codec {
        guard !type.isAudioOnly else {
          throw ValidationError("--codec is for video, and \(file.escapingControls) has only audio")
        }
        guard let named = RecordingType("\(type.mimeType);codecs=\(codec.name)") else {
          throw ValidationError("\(file.escapingControls) cannot hold \(codec.rawValue)")
        }
        type = named
      }
      return type
    }
  }
}

/// The values of `--codec`.
enum RecordCodec: String, ExpressibleByArgument, CaseIterable {
  case vp8
  case vp9
  case h264

  /// The name in media types.
  var name: String { self == .h264 ? "avc1.42e01f" : rawValue }
}

/// The value of `--size`.
struct PictureSize: ExpressibleByArgument {
  let width: Int
  let height: Int

  init?(argument: String) {
    let sides = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard sides.count == 2, let width = sides[0], let height = sides[1],
      (1...16384).contains(width), (1...16384).contains(height)
    else { return nil }
    (self.width, self.height) = (width, height)
  }

  /// A request for audio and for video of this size.
  var constraints: String {
    #"{"audio":true,"video":{"width":{"exact":\#(width)},"height":{"exact":\#(height)}}}"#
  }
}

/// The value of `--bitrate`.
struct BitRate: ExpressibleByArgument {
  let bitsPerSecond: Int

  init?(argument: String) {
    let (number, factor): (Substring, Double) =
      switch argument.last {
      case "k", "K": (argument.dropLast(), 1e3)
      case "M": (argument.dropLast(), 1e6)
      default: (argument[...], 1)
      }
    guard let value = Double(number), value * factor >= 1000, value * factor <= 1e9 else {
      return nil
    }
    bitsPerSecond = Int(value * factor)
  }
}
