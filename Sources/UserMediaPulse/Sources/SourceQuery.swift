import UserMediaCore

/// A question for sources, and the answer once the wait is over.
///
/// Unchecked like its superclass; what it collected is read when nothing changes it any more.
final class SourceQuery: PulseWait, @unchecked Sendable {
  /// What the question is about, for errors.
  var device = "PulseAudio"
  /// The sources, in the server's order.
  var sources: [SourceInfo] = []
  /// The properties of each sound card.
  var cards: [UInt32: [SourceInfo.Property: String]] = [:]
  /// The name of the source that the server prefers.
  var defaultSource: String?

  /// The sources as microphones.
  var microphones: [DeviceDescription] {
    // PipeWire tells of the card what PulseAudio tells of its sources too.
    let complete = sources.map { source in
      var source = source
      source.properties.merge(cards[source.card] ?? [:]) { own, _ in own }
      return source
    }
    return DeviceDescription.microphones(complete, defaultSource: defaultSource)
  }
}
