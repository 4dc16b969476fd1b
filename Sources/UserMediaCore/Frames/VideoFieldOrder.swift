/// How a picture's rows are ordered in time (Linux Media Infrastructure userspace API, "Field
/// Order"). An addition to the specification, which covers only progressive pictures.
public enum VideoFieldOrder: String, Hashable, Sendable {
  /// All rows were captured at the same time.
  case progressive
  /// Two interleaved fields, captured at different times: moving edges appear combed.
  case interlaced
  /// Two fields, one above the other.
  case sequential
  /// A single field: every other row of a picture, at half its height.
  case singleField
}
