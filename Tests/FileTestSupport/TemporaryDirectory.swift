package import Foundation

/// A directory that is removed with its last reference.
package final class TemporaryDirectory: Sendable {
  package let url = FileManager.default.temporaryDirectory.appending(
    path: "usermedia-\(UUID().uuidString)")

  package init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }

  /// The path of a file in it.
  package func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a file in it, and returns its path.
  package func write(_ bytes: [UInt8], _ name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: path(name)))
    return path(name)
  }

  /// The bytes of a file in it.
  package func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(name))))
  }

  /// How many bytes a file in it has; 0 while it is not there.
  package func size(_ name: String) -> Int {
    (try? URL(filePath: path(name)).resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
  }
}
