/// What echo is cancelled (Media Capture and Streams, `EchoCancellationModeEnum`).
public enum EchoCancellationMode: String, Hashable, Sendable, CaseIterable {
  /// Of all that the system plays.
  case all
  /// Of what comes from other participants of a call.
  case remoteOnly = "remote-only"
}
