import CDBus
import UserMediaCore

extension DBusFunctions {
  private static let library = Result { () throws(CaptureError) -> DBusFunctions in
    try SharedLibrary.load("libdbus-1.so.3", String(cString: names), for: "D-Bus")
  }

  /// Loads libdbus unless it is already loaded.
  static func loaded() throws(Bus.Failure) -> DBusFunctions {
    do throws(CaptureError) {
      return try library.get()
    } catch {
      throw Bus.Failure(
        name: "org.freedesktop.DBus.Error.NotSupported", message: error.description)
    }
  }

  /// Returns a call's result, or throws the error it reports.
  func checked(
    _ body: (inout DBusError) -> OpaquePointer?
  ) throws(Bus.Failure) -> OpaquePointer {
    var error = DBusError()
    dbus_error_init(&error)
    defer { dbus_error_free(&error) }
    if let result = body(&error) { return result }
    throw Bus.Failure(name: Bus.string(error.name), message: Bus.string(error.message))
  }
}
