import CPulse
import UserMediaCore

/// Queries sources; holds the answer once the wait is over.
///
/// Unchecked like its superclass; the results are read when nothing changes them any more.
final class SourceQuery: PulseWait, @unchecked Sendable {
  /// The sources, in the server's order.
  var sources: [SourceInfo] = []
  /// The properties of each sound card.
  var cards: [UInt32: [SourceInfo.Property: String]] = [:]
  /// The server, and its default devices.
  private(set) var server = ServerInfo()

  func add(_ info: UnsafePointer<pa_server_info>?) {
    server = ServerInfo(info)
  }

  func add(_ info: UnsafePointer<pa_source_info>?) {
    guard let info = info?.pointee else { return }
    sources.append(SourceInfo(info, context.properties(info.proplist)))
  }

  func add(_ info: UnsafePointer<pa_card_info>?) {
    if let info = info?.pointee { cards[info.index] = context.properties(info.proplist) }
  }

  /// The sources as microphones.
  /// - Parameter canProcess: whether the server can process their sound.
  func microphones(canProcess: Bool) -> [DeviceDescription] {
    // PipeWire sets some properties only on the card that PulseAudio also sets on the sources.
    let complete = sources.map { source in
      var source = source
      source.properties.merge(cards[source.card] ?? [:]) { own, _ in own }
      return source
    }
    return DeviceDescription.microphones(complete, of: server, canProcess: canProcess)
  }
}
