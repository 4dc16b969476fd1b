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
    var text = kind
    // All notes have one; most are longer than what a string holds without memory of its own.
    text.reserveCapacity(kind.utf8.count + name.utf8.count + 16)
    switch part {
    case .own: break
    case .mandatory: text.append(part: "mandatory")
    case .require: text.append(part: "require")
    case .optional(let index): text.append(part: "optional", index)
    case .advanced(let index): text.append(part: "advanced", index)
    }
    if !name.isEmpty { text.append(part: name) }
    return text
  }
}

extension String {
  /// Appends a part of a path, and the index of an element of it.
  fileprivate mutating func append(part: String, _ index: Int? = nil) {
    if !isEmpty { self += "." }
    self += part
    guard let index else { return }
    self += "["
    self += String(index)
    self += "]"
  }
}
