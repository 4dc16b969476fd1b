import Logging

private let trackLogger = Logger(label: "UserMedia.MediaStreamTrack")

extension MediaStreamTrack {
  /// Logs an error where `call` needs a track of another kind, and so gives nothing.
  ///
  /// Calls that can throw do that instead; see ``ImageCapture/init(_:)``.
  func expect(_ wanted: Kind, for call: String, elsewhere: String) {
    guard let mistake = mistake(wanted, for: call, elsewhere: elsewhere) else { return }
    trackLogger.error("\(mistake)")
  }

  /// What is wrong with `call` on this track; `nil` where nothing is.
  func mistake(_ wanted: Kind, for call: String, elsewhere: String) -> String? {
    guard kind != wanted else { return nil }
    return "\(call) gives nothing on the \(kind) track \"\(label)\": use \(elsewhere)"
  }
}
