import UserMedia

/// One line about a recording: time, size, rate, level and dropped pictures.
struct RecordLine {
  let text: String

  init(_ stats: RecordingStats, levels: [AudioLevel] = []) {
    let seconds = Double(stats.duration) / 1_000_000
    let rate = seconds > 0 ? Double(stats.byteCount) * 8 / seconds : 0
    var parts = [
      Self.time(seconds), Self.amount(Double(stats.byteCount), "B"), Self.amount(rate, "bit/s"),
    ]
    if let level = levels.map(\.peakDBFS).max() {
      parts.append(level > -100 ? "\(Int(level.rounded())) dBFS" : "silence")
    }
    if stats.encodedVideoFrames > 0 || stats.droppedVideoFrames > 0 {
      parts.append("\(stats.encodedVideoFrames) pictures, \(stats.droppedVideoFrames) dropped")
    }
    text = parts.joined(separator: ", ")
  }

  /// `1:02:03.4`, without leading zeros.
  private static func time(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10).rounded())
    let (hours, minutes) = (tenths / 36_000, tenths / 600 % 60)
    let rest = "\(tenths / 10 % 60).\(tenths % 10)"
    guard hours > 0 || minutes > 0 else { return "\(rest) s" }
    let padded = rest.count < 4 ? "0\(rest)" : rest
    return hours > 0
      ? "\(hours):\(minutes < 10 ? "0" : "")\(minutes):\(padded)" : "\(minutes):\(padded)"
  }

  /// `3.1 MB`.
  private static func amount(_ value: Double, _ unit: String) -> String {
    for (factor, prefix) in [(1e9, "G"), (1e6, "M"), (1e3, "k")] where value >= factor {
      let tenths = Int((value / factor * 10).rounded())
      return "\(tenths / 10).\(tenths % 10) \(prefix)\(unit)"
    }
    return "\(Int(value)) \(unit)"
  }
}
