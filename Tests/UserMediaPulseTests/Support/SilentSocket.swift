import Foundation
import Glibc
import Testing

/// A socket that lets clients connect and never answers them.
final class SilentSocket: Sendable {
  let address: String
  private let path: String
  private let descriptor: Int32

  init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("silent-\(UUID().uuidString.prefix(8))").path
    address = "unix:\(path)"
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    try #require(path.utf8.count < MemoryLayout.size(ofValue: name.sun_path))
    withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
    let bound = withUnsafePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(bound == 0)
    try #require(listen(descriptor, 8) == 0)
  }

  deinit {
    close(descriptor)
    unlink(path)
  }
}
