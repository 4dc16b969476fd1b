/// Where something stands within the constraints of one kind of track; put into words only when it
/// is reported.
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

  /// A member of the kind's own; the kind itself when the name is empty.
  init(_ name: String) {
    self.init(.own, name)
  }

  /// A member of what stands here.
  func member(_ member: String) -> Path {
    Path(part, name.isEmpty ? member : name + "." + member)
  }

  /// The whole path: the `kind` that it begins with, unless that is empty, and what stands here.
  func text(within kind: String) -> String {
    var text = ""
    // Most are longer than what a string holds without memory of its own.
    text.reserveCapacity(kind.utf8.count + name.utf8.count + 16)
    forEachPart(within: kind) { text += $0 }
    return text
  }

  /// Calls `body` with the pieces that make up the whole path.
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
