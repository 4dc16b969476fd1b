import CDBus
import Glibc
import UserMediaCore

/// A private connection to a message bus. Only this file, `Bus+Messages.swift` and
/// `DBusFunctions.swift` call libdbus.
///
/// Use it on one queue. Each call returns within ``timeout``.
final class Bus {
  /// The error of a failed call.
  struct Failure: Error {
    /// The error's name, such as `"org.freedesktop.DBus.Error.ServiceUnknown"`.
    let name: String
    /// A human-readable description.
    let message: String
  }

  /// A method of an object in another program.
  struct Method {
    let destination, path, interface, member: String
  }

  /// How long another program may take to reply, in milliseconds. No call waits for the user.
  static let timeout: Int32 = 3000

  /// The maximum size of a message, and of all queued messages, in bytes: the replies expected here
  /// have a few hundred. libdbus disconnects on a longer one.
  private static let mostBytes = 1 << 16

  let dbus: DBusFunctions
  private let connection: OpaquePointer

  /// Loads libdbus if needed, and connects to the bus at an address, such as
  /// `"unix:path=/run/user/1000/bus"`.
  init(address: String) throws(Failure) {
    dbus = try DBusFunctions.loaded()
    _ = dbus.dbus_threads_init_default()
    // Handling signals is up to the program.
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

  /// Waits until the bus has authenticated this connection; otherwise, calls would wait for that
  /// without a bound.
  private func authenticate() throws(Failure) {
    let deadline = ContinuousClock.now + .milliseconds(Int64(Self.timeout))
    while dbus.dbus_connection_get_is_authenticated(connection) == 0 {
      let isConnected = dbus.dbus_connection_read_write(connection, Self.timeout) != 0
      guard isConnected, ContinuousClock.now < deadline else {
        throw Failure(name: "org.freedesktop.DBus.Error.NoReply", message: "no reply from the bus")
      }
    }
  }

  deinit {
    dbus.dbus_connection_close(connection)
    dbus.dbus_connection_unref(connection)
  }

  /// A duplicate of the socket, which becomes readable when ``receive()`` has something to return,
  /// including the loss of the bus. The caller closes it.
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

  /// The error for a method whose reply is malformed.
  static func nonsense(_ method: Method) -> Failure {
    Failure(
      name: "org.freedesktop.DBus.Error.InvalidSignature",
      message: "\(method.member) returned an unexpected reply")
  }

  /// Calls a method without waiting for a reply.
  func send(_ method: Method) {
    let message = self.message(method, nil)
    defer { dbus.dbus_message_unref(message) }
    dbus.dbus_message_set_no_reply(message, 1)
    _ = dbus.dbus_connection_send(connection, message, nil)
    dbus.dbus_connection_flush(connection)
  }

  /// Whether the bus was still connected at the last call.
  var isConnected: Bool { dbus.dbus_connection_get_is_connected(connection) != 0 }

  /// The signals received since the last call, up to the number that can be queued. Does not wait.
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
