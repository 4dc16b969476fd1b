import CDBus
import CDBusService
import Dispatch
import Foundation
import UserMediaCore

@testable import UserMediaPortal

/// A desktop portal on a test's bus, with answers controlled by the test.
///
/// Unchecked, because everything runs on its queue.
final class FakePortal: @unchecked Sendable {
  /// How the portal answers a request.
  enum Behaviour {
    /// Sends the response with a number, with or before the handle.
    case response(UInt32, isEarly: Bool = false)
    /// Never answers.
    case silence
    /// Refuses the request itself.
    case error(String)
    /// Returns something other than a handle.
    case nonsense
    /// Returns a handle of so many bytes.
    case longHandle(Int)
    /// Sends a response with a text instead of a number.
    case textResponse
    /// Another program says yes instead of the portal, and then the portal says no.
    case impostor(of: PrivateBus)
  }

  /// Tells `"asked"` and `"closed"`.
  let events: AsyncStream<String>
  private let event: AsyncStream<String>.Continuation
  private let behaviour: Behaviour
  private let dbus: DBusFunctions
  private let service: DBusServiceFunctions
  private let connection: OpaquePointer
  private let queue = DispatchQueue(label: "portal")
  private var source: (any DispatchSourceRead)?

  struct Unavailable: Error {}

  init(on bus: PrivateBus, _ behaviour: Behaviour) throws {
    (events, event) = AsyncStream.makeStream()
    self.behaviour = behaviour
    dbus = try DBusFunctions.loaded()
    service = try SharedLibrary.load(
      "libdbus-1.so.3", String(cString: DBusServiceFunctions.names), for: "D-Bus")
    _ = dbus.dbus_threads_init_default()
    guard let connection = dbus.dbus_connection_open_private(bus.address, nil),
      service.dbus_bus_register(connection, nil) != 0,
      service.dbus_bus_request_name(connection, "org.freedesktop.portal.Desktop", 0, nil) == 1
    else { throw Unavailable() }
    self.connection = connection
    service.dbus_connection_set_exit_on_disconnect(connection, 0)
    var file: Int32 = -1
    _ = dbus.dbus_connection_get_unix_fd(connection, &file)
    let source = DispatchSource.makeReadSource(fileDescriptor: file, queue: queue)
    source.setEventHandler { [weak self] in self?.serve() }
    // Only once nothing uses the connection's descriptor any more.
    source.setCancelHandler { [dbus] in
      dbus.dbus_connection_close(connection)
      dbus.dbus_connection_unref(connection)
    }
    source.activate()
    self.source = source
  }

  deinit {
    source?.cancel()
  }

  private func serve() {
    guard dbus.dbus_connection_read_write(connection, 0) != 0 else { return source?.cancel() ?? () }
    while let message = dbus.dbus_connection_pop_message(connection) {
      defer { dbus.dbus_message_unref(message) }
      switch dbus.dbus_message_get_member(message).map(String.init(cString:)) {
      case "AccessCamera"?: answer(message)
      case "Close"?: event.yield("closed")
      default: break
      }
    }
    dbus.dbus_connection_flush(connection)
  }

  private func answer(_ question: OpaquePointer) {
    let sender = String(cString: dbus.dbus_message_get_sender(question)!)
    let name = sender.dropFirst().replacing(".", with: "_")
    let handle = "/org/freedesktop/portal/desktop/request/\(name)/token"
    switch behaviour {
    case .error(let name):
      send(service.dbus_message_new_error(question, name, "it is so"))
    case .nonsense:
      send(reply(to: question, "no path", type: "s"))
    case .longHandle(let count):
      send(reply(to: question, "/" + String(repeating: "a", count: count)))
    case .textResponse:
      send(reply(to: question, handle))
      send(response("0", handle, to: sender))
    case .impostor(let bus):
      send(reply(to: question, handle))
      let other = dbus.dbus_connection_open_private(bus.address, nil)!
      _ = service.dbus_bus_register(other, nil)
      let yes = response(0, handle, to: sender)
      _ = dbus.dbus_connection_send(other, yes, nil)
      dbus.dbus_message_unref(yes)
      dbus.dbus_connection_flush(other)
      dbus.dbus_connection_close(other)
      dbus.dbus_connection_unref(other)
      send(response(1, handle, to: sender))
    case .silence:
      send(reply(to: question, handle))
    case .response(let number, let isEarly):
      let signal = response(number, handle, to: sender)
      let reply = reply(to: question, handle)
      for message in isEarly ? [signal, reply] : [reply, signal] { send(message) }
    }
    event.yield("asked")
  }

  private func reply(
    to question: OpaquePointer, _ handle: String, type: Unicode.Scalar = "o"
  ) -> OpaquePointer? {
    let reply = service.dbus_message_new_method_return(question)
    var arguments = DBusMessageIter()
    dbus.dbus_message_iter_init_append(reply, &arguments)
    handle.withCString { handle in
      var pointer: UnsafePointer<CChar>? = handle
      _ = dbus.dbus_message_iter_append_basic(&arguments, Int32(type.value), &pointer)
    }
    return reply
  }

  private func response(_ number: UInt32, _ handle: String, to sender: String) -> OpaquePointer? {
    var number = number
    return response(handle, to: sender) { iterator in
      dbus.dbus_message_iter_append_basic(&iterator, Int32(UInt8(ascii: "u")), &number)
    }
  }

  private func response(_ text: String, _ handle: String, to sender: String) -> OpaquePointer? {
    response(handle, to: sender) { iterator in
      text.withCString { text in
        var pointer: UnsafePointer<CChar>? = text
        return dbus.dbus_message_iter_append_basic(
          &iterator, Int32(UInt8(ascii: "s")), &pointer)
      }
    }
  }

  private func response(
    _ handle: String, to sender: String, appending first: (inout DBusMessageIter) -> dbus_bool_t
  ) -> OpaquePointer? {
    let signal = service.dbus_message_new_signal(
      handle, "org.freedesktop.portal.Request", "Response")
    _ = service.dbus_message_set_destination(signal, sender)
    var (arguments, results) = (DBusMessageIter(), DBusMessageIter())
    dbus.dbus_message_iter_init_append(signal, &arguments)
    _ = first(&arguments)
    _ = dbus.dbus_message_iter_open_container(
      &arguments, Int32(UInt8(ascii: "a")), "{sv}", &results)
    _ = dbus.dbus_message_iter_close_container(&arguments, &results)
    return signal
  }

  private func send(_ message: OpaquePointer?) {
    _ = dbus.dbus_connection_send(connection, message, nil)
    dbus.dbus_message_unref(message)
  }
}
