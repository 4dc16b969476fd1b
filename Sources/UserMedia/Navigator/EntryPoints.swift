/// The callback-style calls of a ``Navigator``. Any may be missing, as in old browsers.
public struct EntryPoints: Sendable {
  /// The unprefixed call.
  public var getUserMedia: EntryPoint?
  /// Chrome's and Opera's call.
  public var webkitGetUserMedia: EntryPoint?
  /// Firefox's call.
  public var mozGetUserMedia: EntryPoint?
  /// Microsoft's call.
  public var msGetUserMedia: EntryPoint?

  /// Creates a set of exactly these entry points.
  public init(
    getUserMedia: EntryPoint? = nil, webkitGetUserMedia: EntryPoint? = nil,
    mozGetUserMedia: EntryPoint? = nil, msGetUserMedia: EntryPoint? = nil
  ) {
    self.getUserMedia = getUserMedia
    self.webkitGetUserMedia = webkitGetUserMedia
    self.mozGetUserMedia = mozGetUserMedia
    self.msGetUserMedia = msGetUserMedia
  }

  /// The entry point for the modern API: the first one present, in the polyfill's order.
  var preferred: EntryPoint? {
    getUserMedia ?? webkitGetUserMedia ?? mozGetUserMedia ?? msGetUserMedia
  }
}
