import Foundation

/// A directory that is removed with its last reference.
final class TemporaryDirectory: Sendable {
  let url = FileManager.default.temporaryDirectory.appending(
    path: "usermedia-\(UUID().uuidString)")

  init() throws {
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  /// The path of a file in it.
  func path(_ name: String) -> String { url.appending(path: name).path }

  deinit {
    try? FileManager.default.removeItem(at: url)
  }
}
