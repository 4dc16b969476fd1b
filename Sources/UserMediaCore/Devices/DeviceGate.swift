/// Who allows devices beside the program's own policy and the device nodes: the desktop, of a
/// program in a sandbox.
package protocol DeviceGate: AnyObject, Sendable {
  /// What was answered last; `nil` when it has to be asked.
  var answer: Bool? { get }

  /// Asks a person or the desktop's memory.
  ///
  /// Nobody may ever answer; a cancelled task gets `nil`.
  func ask() async -> Bool?
}
