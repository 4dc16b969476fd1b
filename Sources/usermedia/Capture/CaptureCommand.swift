import ArgumentParser
import UserMedia

struct CaptureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "capture",
    _superCommandName: "usermedia",
    abstract: "Capture a stream: photo, audio, video, or just statistics.",
    discussion: """
      Stops after --frames pictures or --seconds of video and audio, whichever comes first; \
      without either, after 2 seconds. Without an output file, frames are counted but not \
      converted. All styles do the same job. Constraints that have no effect are reported on \
      standard error.
      """)

  @Option(help: "The programming style: callbacks, promises or async calls.")
  var style = CaptureStyle.async

  @Option(
    help: ArgumentHelp(
      "The syntax of the constraints; in callback style also the entry point.",
      valueName: "current|webkit|moz|string"))
  var dialect = ConstraintDialect.current

  @Option(
    help: ArgumentHelp(
      "The constraints (default: what the output files need, otherwise audio and video).",
      valueName: "JSON|@FILE|-"))
  var constraints: String?

  @Option(
    help: ArgumentHelp(
      "Capture a screen or window with getDisplayMedia, instead of camera and microphone.",
      valueName: "screen|window|window:ID|window:TITLE"))
  var display: String?

  @OptionGroup var sources: SourceOptions

  @Option(
    help: ArgumentHelp("Write the last picture as a JPEG.", valueName: "F.jpg|-"),
    completion: .file(extensions: ["jpg", "jpeg"]))
  var photo: String?

  @Option(
    help: ArgumentHelp("Write the audio.", valueName: "F.wav|-"),
    completion: .file(extensions: ["wav"]))
  var sound: String?

  @Option(
    help: ArgumentHelp(
      "Write the video; pictures of other sizes are letterboxed to the first one's.",
      valueName: "F.y4m|-"),
    completion: .file(extensions: ["y4m"]))
  var video: String?

  @Flag(help: "Write pictures of even width and height, as most encoders require.")
  var evenSize = false

  @Option(help: "Stop after this many pictures.")
  var frames: Int?

  @Option(help: "Stop after this many seconds.")
  var seconds: Double?

  @OptionGroup var devices: DeviceOptions

  @Flag(help: "Print the result as one JSON object.")
  var json = false

  func validate() throws {
    if let frames, frames < 1 { throw ValidationError("--frames must be at least 1") }
    if let seconds, !(seconds > 0 && seconds <= 1e6) {
      throw ValidationError("--seconds must be above 0 and at most 1000000")
    }
    if display != nil && (style == .callback || dialect != .current) {
      throw ValidationError(
        "--display needs the promise or async style and the current syntax; for callbacks use "
          + #"--dialect webkit --constraints '{"video":{"mandatory":{"chromeMediaSource":"screen"}}}'"#
      )
    }
    try sources.validate(with: dialect, beside: display)
    if evenSize && video == nil { throw ValidationError("--even-size needs --video") }
    try validateOutputs()
  }

  func run() async throws {
    try await reportingFailure {
      // First, since opening a named pipe waits for its reader.
      Interruption.exitsInOrder()
      var wish = try CaptureWish(
        text: constraints, dialect: dialect, display: display, kinds: neededKinds)
      wish.reportIgnoredParts()
      let navigator = devices.navigator
      try await wish.require(sources, from: navigator.mediaDevices)
      let outputs = try CaptureOutputs(
        photo: photo, sound: sound, video: video, evenSize: evenSize)
      let goal = CaptureGoal(
        frames: frames, seconds: frames == nil ? seconds ?? 2 : seconds)
      let job = CaptureJob(goal: goal, outputs: outputs, showsProgress: !json)
      try await style.run(job, wish, navigator)
      let report = CaptureReport(job: job, style: style, wish: wish, files: outputPaths)
      if json {
        try printLines([report.json])
      } else if outputPaths.contains(where: { $0.path == "-" }) {
        for line in report.lines { writeDiagnosticLine(line) }
      } else {
        try printText(report.lines)
      }
    }
  }

  /// Do not request a microphone for a photo, or a camera for audio only.
  private var neededKinds: [MediaStreamTrack.Kind] {
    if sound == nil, photo != nil || video != nil { return [.video] }
    if sound != nil, photo == nil, video == nil, frames == nil { return [.audio] }
    return [.audio, .video]
  }

  private var outputPaths: [CaptureReport.File] {
    [("--photo", photo), ("--sound", sound), ("--video", video)].compactMap { option, path in
      path.map { CaptureReport.File(option: option, path: $0) }
    }
  }

  /// Two outputs in the same file would corrupt each other.
  private func validateOutputs() throws {
    for (index, output) in outputPaths.enumerated() {
      if isTerminal(output.path) {
        throw ValidationError(
          "\(output.option) would write binary data to the terminal: use a file, or redirect it")
      }
      if output.path.isEmpty { throw ValidationError("\(output.option) needs a file name") }
      if json && output.path == "-" {
        throw ValidationError("--json and \(output.option) - cannot both write to standard output")
      }
      if let other = outputPaths[..<index].first(where: { isSameFile($0.path, output.path) }) {
        let file = output.path == "-" ? "standard output" : output.path.escapingControls
        throw ValidationError("\(other.option) and \(output.option) cannot both write to \(file)")
      }
    }
  }
}
