/// The path of a member within the constraints of one kind of track; formatted only when reported.
struct Path {
  private let part: Part
  private let name: String

  /// The part of the constraints that a member belongs to.
  enum Part {
    case own, mandatory, require
    case optional(Int)
    case advanced(Int)
  }

  init(_ part: Part, _ name: String = "") {
    self.part = part
    self.name = name
  }

  /// A direct member of the kind, or the kind itself if the name is empty.
  init(_ name: String) {
    self.init(.own, name)
  }

  /// A member of the value at this path.
  func member(_ member: String) -> Path {
    Path(part, name.isEmpty ? member : name + "." + member)
  }

  /// The full path, starting with `kind` unless that is empty.
  func text(within kind: String) -> String {
    var text = ""
    // Most paths are longer than a string's inline storage.
    text.reserveCapacity(kind.utf8.count + name.utf8.count + 16)
    forEachPart(within: kind) { text += $0 }
    return text
  }

  /// Calls `body` with each piece of the full path.
  func forEachPart(within kind: String, _ body: (String) -> Void) {
    body(kind)
    let list: (name: String, index: Int?)? =
      switch part {
      case .own: nil
      case .mandatory: ("mandatory", nil)
      case .require: ("require", nil)
      case .optional(let index): ("optional", index)
      case .advanced(let index): ("advanced", index)
      }
    if let list {
      if !kind.isEmpty { body(".") }
      body(list.name)
      if let index = list.index {
        body("[")
        body(String(index))
        body("]")
      }
    }
    if name.isEmpty { return }
    if list != nil || !kind.isEmpty { body(".") }
    body(name)
  }
}
