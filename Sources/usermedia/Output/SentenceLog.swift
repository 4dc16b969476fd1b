import Logging

/// Writes the library's log to standard error as sentences.
struct SentenceLog: LogHandler {
  var logLevel = Logger.Level.info
  var metadata = Logger.Metadata()

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    writeDiagnosticLine(Self.sentence("\(event.message)", event.level))
  }

  /// The message with a capital letter and a full stop; warnings say that they are.
  static func sentence(_ message: String, _ level: Logger.Level) -> String {
    var text = message
    // Paths and names of devices stay as they are.
    if let first = text.first, text.prefix(while: { $0 != " " }).allSatisfy(\.isLetter) {
      text.replaceSubrange(...text.startIndex, with: first.uppercased())
    }
    if let last = text.last, !".!?".contains(last) { text += "." }
    return (level >= .warning ? "Warning: " : "") + text
  }
}
