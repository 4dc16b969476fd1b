public import UserMediaCore

/// Thrown if there is no entry point to build the modern API on; the 2016 polyfill's `Error`.
public struct NotImplementedError: NamedError {
  /// Always `"Error"`, as on the web.
  public var name: String { "Error" }
  /// The polyfill's message.
  public var message: String { "getUserMedia is not implemented in this browser" }
}
