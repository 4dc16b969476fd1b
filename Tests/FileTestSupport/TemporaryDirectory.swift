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

  /// The path of a file in the directory.
  package func path(_ name: String) -> String { url.appending(path: name).path }

  /// Writes a file to the directory, and returns its path.
  package func write(_ bytes: [UInt8], _ name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: path(name)))
    return path(name)
  }

  /// The contents of a file in the directory.
  package func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path(name))))
  }

  /// The size of a file in the directory; 0 if it doesn't exist.
  package func size(_ name: String) -> Int {
    (try? URL(filePath: path(name)).resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0
  }
}
