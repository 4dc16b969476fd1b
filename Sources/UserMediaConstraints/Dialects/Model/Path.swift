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

  /// The path from the kind on.
  var text: String {
    let text =
      switch part {
      case .own: ""
      case .mandatory: "mandatory"
      case .require: "require"
      case .optional(let index): "optional[\(index)]"
      case .advanced(let index): "advanced[\(index)]"
      }
    return name.isEmpty || text.isEmpty ? text + name : text + "." + name
  }
}
