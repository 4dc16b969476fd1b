/// A fault to inject into a synthetic device.
package enum SyntheticFault: Hashable, Sendable {
  /// Opening fails as if another program used the device.
  case busy
  /// Opening fails as if the system denied access.
  case notAllowed
  /// The device is unplugged: it is no longer listed, and an open session ends.
  case unplugged
  /// The device fails: an open session ends, and opening it fails.
  case broken
  /// The device delivers nothing until the fault is cleared.
  case muted
}
