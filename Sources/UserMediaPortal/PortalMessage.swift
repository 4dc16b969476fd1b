import CDBus

/// The parts of a message from the bus that the portal client reads. Anything unexpected is `nil`:
/// libdbus has validated the message's format, but not its contents.
package struct PortalMessage: Hashable, Sendable {
  /// Whether it is a signal rather than a reply.
  package let isSignal: Bool
  /// The sending connection, as reported by the bus.
  package let sender: String?
  package let path: String?
  package let interface: String?
  package let member: String?
  /// The first argument, if it is a number.
  package let number: UInt32?
  /// The first argument, if it is a string.
  package let string: String?
  /// The first argument, if it is an object path.
  package let objectPath: String?

  /// Parses a message in D-Bus's wire format; `nil` if it is invalid, or libdbus cannot be loaded.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    guard let count = Int32(exactly: bytes.count), let dbus = try? DBusFunctions.loaded(),
      let message = dbus.dbus_message_demarshal(
        bytes.assumingMemoryBound(to: CChar.self).baseAddress, count, nil)
    else { return nil }
    defer { dbus.dbus_message_unref(message) }
    self.init(message, dbus)
  }

  init(_ message: OpaquePointer, _ dbus: DBusFunctions) {
    isSignal = dbus.dbus_message_get_type(message) == DBUS_MESSAGE_TYPE_SIGNAL
    sender = dbus.dbus_message_get_sender(message).map(String.init(cString:))
    path = dbus.dbus_message_get_path(message).map(String.init(cString:))
    interface = dbus.dbus_message_get_interface(message).map(String.init(cString:))
    member = dbus.dbus_message_get_member(message).map(String.init(cString:))
    var iterator = DBusMessageIter()
    let type =
      dbus.dbus_message_iter_init(message, &iterator) == 0
      ? 0 : dbus.dbus_message_iter_get_arg_type(&iterator)
    var text: String? {
      var pointer: UnsafePointer<CChar>?
      dbus.dbus_message_iter_get_basic(&iterator, &pointer)
      return pointer.map(String.init(cString:))
    }
    string = type == Bus.type("s") ? text : nil
    objectPath = type == Bus.type("o") ? text : nil
    var value: UInt32 = 0
    if type == Bus.type("u") { dbus.dbus_message_iter_get_basic(&iterator, &value) }
    number = type == Bus.type("u") ? value : nil
  }
}
