import Glibc

/// Libraries that are loaded when they are first needed, so that a program that never needs them
/// starts without them, and without all that they need in turn.
package enum SharedLibrary {
  /// Loads a library for as long as the process runs, and looks up its functions.
  ///
  /// The result is a structure of C that has pointers to functions and nothing else, in the order of
  /// their names.
  /// - Parameters:
  ///   - file: the library, which the dynamic loader searches for: `"libpulse.so.0"`.
  ///   - names: the functions' names, with blanks between them.
  ///   - device: who needs it, for errors.
  package static func load<Functions>(
    _ file: String, _ names: String, for device: String
  ) throws(CaptureError) -> Functions {
    guard let library = dlopen(file, RTLD_NOW | RTLD_LOCAL) else { throw failure("dlopen", device) }
    let names = names.split(separator: " ")
    let stride = MemoryLayout<UnsafeMutableRawPointer>.stride
    precondition(
      MemoryLayout<Functions>.size == names.count * stride, "\(file): names and pointers")
    let functions = UnsafeMutablePointer<Functions>.allocate(capacity: 1)
    defer { functions.deallocate() }
    for (index, name) in names.enumerated() {
      guard let function = dlsym(library, String(name)) else { throw failure("dlsym", device) }
      UnsafeMutableRawPointer(functions).storeBytes(
        of: function, toByteOffset: index * stride, as: UnsafeMutableRawPointer.self)
    }
    return functions.pointee
  }

  /// Why the thread's latest call of the dynamic loader failed.
  private static func failure(_ call: String, _ device: String) -> CaptureError {
    CaptureError(
      .notFound, device: device, "its library cannot be loaded",
      cause: SystemCause(
        call: call, code: 0, domain: .loader, text: dlerror().map { String(cString: $0) } ?? ""))
  }
}
