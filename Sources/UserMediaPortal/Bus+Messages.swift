import CDBus

// Converts between Swift values and libdbus messages.

extension Bus {
  /// A message that calls a method.
  func message(_ method: Method, _ options: [String: String]?) -> OpaquePointer {
    guard
      let message = dbus.dbus_message_new_method_call(
        method.destination, method.path, method.interface, method.member)
    else { preconditionFailure("no memory, or no valid name in \(method)") }
    guard let options else { return message }
    var (arguments, entries) = (DBusMessageIter(), DBusMessageIter())
    dbus.dbus_message_iter_init_append(message, &arguments)
    _ = dbus.dbus_message_iter_open_container(&arguments, Self.type("a"), "{sv}", &entries)
    for (key, value) in options {
      var (entry, variant) = (DBusMessageIter(), DBusMessageIter())
      _ = dbus.dbus_message_iter_open_container(&entries, Self.type("e"), nil, &entry)
      append(key, to: &entry)
      _ = dbus.dbus_message_iter_open_container(&entry, Self.type("v"), "s", &variant)
      append(value, to: &variant)
      _ = dbus.dbus_message_iter_close_container(&entry, &variant)
      _ = dbus.dbus_message_iter_close_container(&entries, &entry)
    }
    _ = dbus.dbus_message_iter_close_container(&arguments, &entries)
    return message
  }

  private func append(_ text: String, to iterator: inout DBusMessageIter) {
    text.withCString { text in
      var pointer: UnsafePointer<CChar>? = text
      _ = dbus.dbus_message_iter_append_basic(&iterator, Self.type("s"), &pointer)
    }
  }

  /// libdbus's code for a type: the type's letter in signatures.
  static func type(_ letter: Unicode.Scalar) -> Int32 { Int32(letter.value) }

  static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map(String.init(cString:)) ?? ""
  }
}
