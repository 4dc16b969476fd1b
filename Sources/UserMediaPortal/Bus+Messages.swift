import CDBus

// What libdbus makes messages of, and reads from them.

extension Bus {
  /// A call of a method.
  static func message(_ method: Method, _ options: [String: String]?) -> OpaquePointer {
    guard
      let message = dbus_message_new_method_call(
        method.destination, method.path, method.interface, method.member)
    else { preconditionFailure("no memory, or no valid name in \(method)") }
    guard let options else { return message }
    var (arguments, entries) = (DBusMessageIter(), DBusMessageIter())
    dbus_message_iter_init_append(message, &arguments)
    dbus_message_iter_open_container(&arguments, type("a"), "{sv}", &entries)
    for (key, value) in options {
      var (entry, variant) = (DBusMessageIter(), DBusMessageIter())
      dbus_message_iter_open_container(&entries, type("e"), nil, &entry)
      append(key, to: &entry)
      dbus_message_iter_open_container(&entry, type("v"), "s", &variant)
      append(value, to: &variant)
      dbus_message_iter_close_container(&entry, &variant)
      dbus_message_iter_close_container(&entries, &entry)
    }
    dbus_message_iter_close_container(&arguments, &entries)
    return message
  }

  private static func append(_ text: String, to iterator: inout DBusMessageIter) {
    text.withCString { text in
      var pointer: UnsafePointer<CChar>? = text
      dbus_message_iter_append_basic(&iterator, type("s"), &pointer)
    }
  }

  /// The first argument, where it is a text of the type that is wanted.
  static func firstArgument(of message: OpaquePointer, _ wanted: Int32) -> String? {
    var iterator = DBusMessageIter()
    guard dbus_message_iter_init(message, &iterator) != 0,
      dbus_message_iter_get_arg_type(&iterator) == wanted
    else { return nil }
    var pointer: UnsafePointer<CChar>?
    dbus_message_iter_get_basic(&iterator, &pointer)
    return string(pointer)
  }

  /// The first argument, where it is a number.
  static func number(_ message: OpaquePointer) -> UInt32? {
    var iterator = DBusMessageIter()
    guard dbus_message_iter_init(message, &iterator) != 0,
      dbus_message_iter_get_arg_type(&iterator) == type("u")
    else { return nil }
    var number: UInt32 = 0
    dbus_message_iter_get_basic(&iterator, &number)
    return number
  }

  /// What libdbus calls a type: the letter that stands for it in signatures.
  static func type(_ letter: Unicode.Scalar) -> Int32 { Int32(letter.value) }

  static func string(_ pointer: UnsafePointer<CChar>?) -> String {
    pointer.map(String.init(cString:)) ?? ""
  }
}
