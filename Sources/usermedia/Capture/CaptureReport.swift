import Glibc
import UserMedia

/// The result of a capture, as text or JSON.
struct CaptureReport {
  private let record: CaptureRecord
  private let style: CaptureStyle
  private let wish: CaptureWish
  private let tracks: [MediaStreamTrack]
  private let files: [File]

  /// A file that was written.
  struct File {
    /// The option that named it, such as `--photo`.
    let option: String
    /// Its path, or `-` for standard output.
    let path: String
  }

  init(job: CaptureJob, style: CaptureStyle, wish: CaptureWish, files: [File]) {
    self.files = files
    record = job.record
    self.style = style
    self.wish = wish
    tracks = record.stream?.getTracks() ?? []
  }

  /// The report as text, one fact per line.
  var lines: [String] {
    var rows = [("style", "\(style.rawValue), \(wish.dialect.rawValue) syntax")]
    for track in tracks {
      let name = "\(track.label) (\(track.device.driverName))"
      rows.append((Self.role(of: track), name))
      rows.append(("  settings", Self.describe(track.getSettings(), track.kind)))
      rows.append(("  captured", captured(track.kind)))
    }
    if record.lost > 0 { rows.append(("lost", "\(record.lost) that arrived too fast")) }
    rows.append(("stream after", Self.milliseconds(record.timeToStream)))
    if record.frames > 0 {
      rows.append(("first frame after", Self.milliseconds(record.timeToFirstFrame)))
    }
    for file in files { rows.append((String(file.option.dropFirst(2)), file.summary)) }
    let width = rows.map(\.0.count).max() ?? 0
    return rows.map { name, value in
      name + String(repeating: " ", count: width - name.count + 2) + value
    }
  }

  private static func role(of track: MediaStreamTrack) -> String {
    switch (track.kind, track.getSettings().displaySurface) {
    case (.audio, _): "microphone"
    case (.video, nil): "camera"
    case (.video, let surface?): surface.rawValue
    }
  }

  private static func describe(
    _ settings: MediaTrackSettings, _ kind: MediaStreamTrack.Kind
  ) -> String {
    func text(_ value: (some Any)?) -> String { value.map { "\($0)" } ?? "?" }
    return kind == .video
      ? "\(text(settings.width))x\(text(settings.height))"
        + " at \(settings.frameRate?.short ?? "?") fps"
        + ", resizeMode \(settings.resizeMode?.rawValue ?? "?")"
      : "\(text(settings.sampleRate)) Hz, "
        + (settings.channelCount.map { counted($0, "channel") } ?? "? channels")
        + ", \(text(settings.sampleSize)) bits"
  }

  private func captured(_ kind: MediaStreamTrack.Kind) -> String {
    let what =
      kind == .video
      ? counted(record.frames, "frame")
        + (record.measuredFrameRate.map { ", \($0.rounded(toPlaces: 2).short) fps" } ?? "")
      : "\(record.audioSeconds.short) s"
    return "\(what), \(droppedText(kind))"
  }

  private static func milliseconds(_ duration: Duration?) -> String {
    duration.map { "\($0.milliseconds.rounded(toPlaces: 1).short) ms" } ?? "?"
  }

  private func droppedText(_ kind: MediaStreamTrack.Kind) -> String {
    let dropped = dropped(tracks.filter { $0.kind == kind })
    let text = "\(dropped.values.reduce(0, +)) dropped"
    guard let corrupt = dropped[.corrupt] else { return text }
    return text + " (\(corrupt) could not be decoded)"
  }

  private func dropped(_ tracks: [MediaStreamTrack]) -> [DropReason: Int] {
    var dropped = tracks.reduce(into: [:]) { $0.merge($1.stats.dropped, uniquingKeysWith: +) }
    if record.undecodable > 0, tracks.contains(where: { $0.kind == .video }) {
      dropped[.corrupt, default: 0] += record.undecodable
    }
    return dropped
  }

  /// The report as one JSON object.
  var json: String {
    var members = ConstraintValue.Members()
    members["style"] = .string(style.rawValue)
    members["dialect"] = .string(wish.dialect.rawValue)
    members["constraints"] = wish.value
    members["tracks"] = .array(tracks.map { .object(describe($0)) })
    members["frames"] = .number(Double(record.frames))
    members["lost"] = .number(Double(record.lost))
    members["frameRate"] =
      record.measuredFrameRate.map { .number($0.rounded(toPlaces: 3)) } ?? .null
    members["soundSeconds"] = .number(record.audioSeconds)
    members["timeToStreamMs"] = record.timeToStream.map { .number($0.milliseconds) } ?? .null
    members["timeToFirstFrameMs"] =
      record.timeToFirstFrame.map { .number($0.milliseconds) } ?? .null
    members["files"] = .array(
      files.map { ["option": .string($0.option), "path": .string($0.path)] })
    return ConstraintValue.object(members).json
  }

  private func describe(_ track: MediaStreamTrack) -> ConstraintValue.Members {
    let stats = track.stats
    var members = ConstraintValue.Members()
    members["kind"] = .string(track.kind.rawValue)
    members["label"] = .string(track.label)
    members["driver"] = .string(track.device.driverName)
    members["address"] = .string(track.device.deviceDescription.address)
    members["settings"] = track.getSettings().value
    members["deliveredFrames"] = .number(Double(stats.deliveredFrames))
    members["discardedFrames"] = .number(Double(stats.discardedFrames))
    members["droppedFrames"] = .object(
      ConstraintValue.Members(
        dropped([track]).sorted { $0.key.rawValue < $1.key.rawValue }
          .map { ($0.key.rawValue, .number(Double($0.value))) }))
    return members
  }
}

extension CaptureReport.File {
  /// The path, and the size of a regular file.
  fileprivate var summary: String {
    if path == "-" { return "standard output" }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return path }
    return "\(path), \(counted(Int(status.st_size), "byte"))"
  }
}

extension Duration {
  /// Milliseconds, with three decimals.
  var milliseconds: Double { (self / .milliseconds(1)).rounded(toPlaces: 3) }
}
