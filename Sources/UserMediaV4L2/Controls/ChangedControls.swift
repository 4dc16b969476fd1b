/// The controls of a camera that a program has changed, and what they were before: what a program that
/// is killed leaves for the next one to put back.
package struct ChangedControls: Hashable, Sendable {
  /// One control.
  package struct Change: Hashable, Sendable {
    /// V4L2's number for the control.
    package var id: UInt32
    package var found: Int32
    package var set: Int32

    package init(id: UInt32, found: Int32, set: Int32) {
      self.id = id
      self.found = found
      self.set = set
    }
  }

  /// The boot during which they were changed: after another one, cameras are as they come.
  package var boot: String
  /// The camera, by its lasting name.
  package var camera: String
  /// What the driver says of it (V4L2, `VIDIOC_QUERYCAP`), so that another camera in its place is
  /// not taken for it.
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

  /// Bytes that a file of them has at most.
  static let mostBytes = 4096
  private static let mostChanges = 64
  private static let title = "usermedia-controls 1"
  private static let end = "end"

  /// A line for each member and each control; ends with a line that says so, without which the file is
  /// cut off. `nil` when it would be too long.
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

  /// Reads what ``text`` wrote; `nil` for anything else.
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
