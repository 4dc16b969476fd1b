import CDBus
import Glibc
import UserMediaCore

/// A connection of one's own to a message bus. This file, `Bus+Messages.swift` and
/// `DBusFunctions.swift` alone call libdbus.
///
/// Used on one queue. Each call ends within ``timeout``.
final class Bus {
  /// What a call failed with.
  struct Failure: Error {
    /// The error's name, `"org.freedesktop.DBus.Error.ServiceUnknown"`.
    let name: String
    /// What went wrong, for a person.
    let message: String
  }

  /// A method of an object of another program.
  struct Method {
    let destination, path, interface, member: String
  }

  /// A signal, with its first argument where that is a number.
  struct Signal {
    let path, interface, member: String
    let number: UInt32?
  }

  /// How long another program may take to answer, in milliseconds. It is asked for no person.
  static let timeout: Int32 = 3000

  let dbus: DBusFunctions
  private let connection: OpaquePointer

  /// Loads libdbus if nobody has yet, and connects to the bus at an address,
  /// `"unix:path=/run/user/1000/bus"`.
  init(address: String) throws(Failure) {
    dbus = try DBusFunctions.loaded()
    _ = dbus.dbus_threads_init_default()
    // How signals of the process are handled is the program's own business.
    dbus.dbus_connection_set_change_sigpipe(0)
    let opened = try dbus.checked { [dbus] in dbus.dbus_connection_open_private(address, &$0) }
    connection = opened
    try authenticate()
    let hello = Method(
      destination: "org.freedesktop.DBus", path: "/org/freedesktop/DBus",
      interface: "org.freedesktop.DBus", member: "Hello")
    _ = dbus.dbus_bus_set_unique_name(opened, try call(hello, answering: "s"))
  }

  /// Waits until the bus knows who this is: calls would wait for that without a bound.
  private func authenticate() throws(Failure) {
    let deadline = ContinuousClock.now + .milliseconds(Int64(Self.timeout))
    while dbus.dbus_connection_get_is_authenticated(connection) == 0 {
      let isConnected = dbus.dbus_connection_read_write(connection, Self.timeout) != 0
      guard isConnected, ContinuousClock.now < deadline else {
        throw Failure(name: "org.freedesktop.DBus.Error.NoReply", message: "no bus answers")
      }
    }
  }

  deinit {
    dbus.dbus_connection_close(connection)
    dbus.dbus_connection_unref(connection)
  }

  /// A copy of the socket, which is readable when there is something to ``receive()``, also that
  /// the bus is gone; the caller closes it.
  func copyFile() -> Int32 {
    var file: Int32 = -1
    return dbus.dbus_connection_get_unix_fd(connection, &file) == 0
      ? -1 : fcntl(file, F_DUPFD_CLOEXEC, 0)
  }

  /// Calls a method, with a dictionary as its argument if there are options.
  /// - Returns: the text that it answers, of the type that is wanted: `s` a string, `o` a path.
  func call(
    _ method: Method, options: [String: String]? = nil, answering type: Unicode.Scalar
  ) throws(Failure) -> String {
    let message = self.message(method, options)
    defer { dbus.dbus_message_unref(message) }
    let reply = try dbus.checked {
      dbus.dbus_connection_send_with_reply_and_block(connection, message, Self.timeout, &$0)
    }
    defer { dbus.dbus_message_unref(reply) }
    guard let text = firstArgument(of: reply, Self.type(type)) else {
      throw Failure(
        name: "org.freedesktop.DBus.Error.InvalidSignature",
        message: "\(method.member) answers something else")
    }
    return text
  }

  /// Calls a method whose answer nobody waits for.
  func send(_ method: Method) {
    let message = self.message(method, nil)
    defer { dbus.dbus_message_unref(message) }
    dbus.dbus_message_set_no_reply(message, 1)
    _ = dbus.dbus_connection_send(connection, message, nil)
    dbus.dbus_connection_flush(connection)
  }

  /// Whether the bus is still there, as far as the last call knew.
  var isConnected: Bool { dbus.dbus_connection_get_is_connected(connection) != 0 }

  /// The signals that came since the last call. Does not wait.
  func receive() -> [Signal] {
    _ = dbus.dbus_connection_read_write(connection, 0)
    var signals: [Signal] = []
    while let message = dbus.dbus_connection_pop_message(connection) {
      defer { dbus.dbus_message_unref(message) }
      guard dbus.dbus_message_get_type(message) == DBUS_MESSAGE_TYPE_SIGNAL else { continue }
      signals.append(
        Signal(
          path: Self.string(dbus.dbus_message_get_path(message)),
          interface: Self.string(dbus.dbus_message_get_interface(message)),
          member: Self.string(dbus.dbus_message_get_member(message)),
          number: number(message)))
    }
    return signals
  }
}
