/// The callback-style calls that a ``Navigator`` has; any may be missing, as in old browsers.
public struct EntryPoints: Sendable {
  /// The unprefixed call.
  public var getUserMedia: EntryPoint?
  /// Chrome's and Opera's.
  public var webkitGetUserMedia: EntryPoint?
  /// Firefox's.
  public var mozGetUserMedia: EntryPoint?
  /// Microsoft's.
  public var msGetUserMedia: EntryPoint?

  /// These entry points and no other.
  public init(
    getUserMedia: EntryPoint? = nil, webkitGetUserMedia: EntryPoint? = nil,
    mozGetUserMedia: EntryPoint? = nil, msGetUserMedia: EntryPoint? = nil
  ) {
    self.getUserMedia = getUserMedia
    self.webkitGetUserMedia = webkitGetUserMedia
    self.mozGetUserMedia = mozGetUserMedia
    self.msGetUserMedia = msGetUserMedia
  }

  /// The one that the modern face is put over: the first that is there, in the polyfill's order.
  var preferred: EntryPoint? {
    getUserMedia ?? webkitGetUserMedia ?? mozGetUserMedia ?? msGetUserMedia
  }
}
