/// How the rows of a picture follow each other in time (Linux Media Infrastructure userspace API,
/// "Field Order"). Beyond the specification, which knows whole pictures only.
public enum VideoFieldOrder: String, Hashable, Sendable {
  /// All rows are of one moment.
  case progressive
  /// Every other row is of an earlier or later moment: two fields, woven into each other. What moves
  /// has combed edges.
  case interlaced
  /// Two fields, one above the other in the picture.
  case sequential
  /// One field, every other row of a picture, which has half its height.
  case singleField
}
