/// What can go wrong with a synthetic device, on purpose.
package enum SyntheticFault: Hashable, Sendable {
  /// Opening fails as if another program used the device.
  case busy
  /// Opening fails as if the system forbade it.
  case notAllowed
  /// The device is pulled out: it is not listed any more, and an open session ends.
  case unplugged
  /// The device gives nothing, until the fault is cleared.
  case muted
}
