public import UserMediaCore

/// There is no entry point to put the modern face over; the 2016 polyfill's `Error`.
public struct NotImplementedError: NamedError {
  /// Always `"Error"`, as on the web.
  public var name: String { "Error" }
  /// The polyfill's words.
  public var message: String { "getUserMedia is not implemented in this browser" }
}
