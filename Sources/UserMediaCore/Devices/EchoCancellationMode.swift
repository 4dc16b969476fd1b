/// Which echo is cancelled (Media Capture and Streams, `EchoCancellationModeEnum`).
public enum EchoCancellationMode: String, Hashable, Sendable, CaseIterable {
  /// The echo of everything that the system plays.
  case all
  /// The echo of remote participants' audio in a call.
  case remoteOnly = "remote-only"
}
