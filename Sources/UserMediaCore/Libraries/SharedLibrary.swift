import Glibc

/// Loads libraries on first use, so that a program that never needs them starts without them and
/// their dependencies.
package enum SharedLibrary {
  /// Loads a library for the lifetime of the process, and looks up its functions.
  ///
  /// The result is a C structure that contains only function pointers, in the order of `names`.
  /// - Parameters:
  ///   - file: the library's name, for the dynamic loader: `"libpulse.so.0"`.
  ///   - names: the functions' names, separated by spaces.
  ///   - device: the device named in errors.
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

  /// The error of the thread's latest dynamic loader call.
  private static func failure(_ call: String, _ device: String) -> CaptureError {
    CaptureError(
      .notFound, device: device, "its library cannot be loaded",
      cause: SystemCause(
        call: call, code: 0, domain: .loader, text: dlerror().map { String(cString: $0) } ?? ""))
  }
}
