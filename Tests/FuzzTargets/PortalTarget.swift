import UserMediaPortal

extension FuzzTarget {
  /// Messages of the desktop portal, in D-Bus's wire format.
  static let portal = FuzzTarget("portal") { bytes in
    guard let message = PortalMessage(bytes) else { return }
    precondition([message.string, message.objectPath].compactMap { $0 }.count < 2)
  }
}
