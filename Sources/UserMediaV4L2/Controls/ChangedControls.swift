/// The record of the camera controls that a program changed, with their original values. If the
/// program is killed, the next one restores them from it.
package struct ChangedControls: Hashable, Sendable {
  /// One control.
  package struct Change: Hashable, Sendable {
    /// V4L2's control id.
    package var id: UInt32
    package var found: Int32
    package var set: Int32

    package init(id: UInt32, found: Int32, set: Int32) {
      self.id = id
      self.found = found
      self.set = set
    }
  }

  /// The boot id at the time of the changes: a reboot resets cameras.
  package var boot: String
  /// The camera's persistent name.
  package var camera: String
  /// The driver's card name and bus (V4L2, `VIDIOC_QUERYCAP`), which tell apart another camera on
  /// the same port.
  package var card: String
  package var busInfo: String
  package var changes: [Change]

  package init(boot: String, camera: String, card: String, busInfo: String, changes: [Change]) {
    self.boot = boot
    self.camera = camera
    self.card = card
    self.busInfo = busInfo
    self.changes = changes
  }

  /// The largest file size in bytes.
  static let mostBytes = 4096
  private static let mostChanges = 64
  private static let title = "usermedia-controls 1"
  private static let end = "end"

  /// The text of the file: a line for each member and each control, and a last line that shows that
  /// the file is complete. `nil` if it would be too long.
  package var text: String? {
    let names = [boot, camera, card, busInfo].map { name in
      String(
        String.UnicodeScalarView(
          name.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : $0 }))
    }
    let lines =
      [Self.title] + names + changes.map { "\($0.id) \($0.found) \($0.set)" } + [Self.end, ""]
    let text = lines.joined(separator: "\n")
    return text.utf8.count <= Self.mostBytes && changes.count <= Self.mostChanges ? text : nil
  }

  /// Parses ``text``; `nil` if it is malformed.
  package init?(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard text.utf8.count <= Self.mostBytes, lines.popFirst() == Self.title[...],
      lines.popLast() == "", lines.popLast() == Self.end[...], lines.count >= 4,
      lines.count <= 4 + Self.mostChanges
    else { return nil }
    let names = lines.prefix(4).map(String.init)
    (boot, camera, card, busInfo) = (names[0], names[1], names[2], names[3])
    changes = []
    for line in lines.dropFirst(4) {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      guard words.count == 3, let id = UInt32(words[0]), let found = Int32(words[1]),
        let set = Int32(words[2])
      else { return nil }
      changes.append(Change(id: id, found: found, set: set))
    }
  }
}
