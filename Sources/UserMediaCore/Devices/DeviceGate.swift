/// A gate that must allow devices in addition to the program's policy and the device nodes: the
/// desktop portal, for a program in a sandbox.
package protocol DeviceGate: AnyObject, Sendable {
  /// The latest answer; `nil` if it has to be requested.
  var answer: Bool? { get }

  /// Requests an answer from the user, or from the desktop's stored permissions.
  ///
  /// May wait indefinitely; a cancelled task gets `nil`.
  func ask() async -> Bool?
}
