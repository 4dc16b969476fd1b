/// A question for sources, and the answer once the wait is over.
///
/// Unchecked like its superclass; what it collected is read when nothing changes it any more.
final class SourceQuery: PulseWait, @unchecked Sendable {
  /// What the question is about, for errors.
  var device = "PulseAudio"
  /// The sources, in the server's order.
  var sources: [SourceInfo] = []
  /// The name of the source that the server prefers.
  var defaultSource: String?
}
