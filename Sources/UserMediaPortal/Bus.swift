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

  /// How long another program may take to answer, in milliseconds. It is asked for no person.
  static let timeout: Int32 = 3000

  /// Bytes that a message may have, and all that wait together: what is asked here has answers of some
  /// hundred. libdbus ends the connection at a longer one.
  private static let mostBytes = 1 << 16

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
    dbus.dbus_connection_set_max_message_size(opened, Self.mostBytes)
    dbus.dbus_connection_set_max_received_size(opened, Self.mostBytes)
    dbus.dbus_connection_set_max_message_unix_fds(opened, 0)
    try authenticate()
    let hello = Method(
      destination: "org.freedesktop.DBus", path: "/org/freedesktop/DBus",
      interface: "org.freedesktop.DBus", member: "Hello")
    guard let name = try call(hello).string else { throw Self.nonsense(hello) }
    _ = dbus.dbus_bus_set_unique_name(opened, name)
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
      ? -1 : fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
  }

  /// Calls a method, with a dictionary as its argument if there are options.
  func call(
    _ method: Method, options: [String: String]? = nil
  ) throws(Failure) -> PortalMessage {
    let message = self.message(method, options)
    defer { dbus.dbus_message_unref(message) }
    let reply = try dbus.checked {
      dbus.dbus_connection_send_with_reply_and_block(connection, message, Self.timeout, &$0)
    }
    defer { dbus.dbus_message_unref(reply) }
    return PortalMessage(reply, dbus)
  }

  /// A method whose answer is not what it should be.
  static func nonsense(_ method: Method) -> Failure {
    Failure(
      name: "org.freedesktop.DBus.Error.InvalidSignature",
      message: "\(method.member) answers something else")
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

  /// The signals that came since the last call, as many as wait at most. Does not wait.
  func receive() -> [PortalMessage] {
    _ = dbus.dbus_connection_read_write(connection, 0)
    var signals: [PortalMessage] = []
    while let message = dbus.dbus_connection_pop_message(connection) {
      defer { dbus.dbus_message_unref(message) }
      let read = PortalMessage(message, dbus)
      if read.isSignal { signals.append(read) }
    }
    return signals
  }
}
