import FileTestSupport
import Foundation

/// Invalid files in the command's library search path, as if the real libraries weren't installed.
struct BrokenLibraries {
  private let directory: TemporaryDirectory

  init(_ names: String...) throws {
    directory = try TemporaryDirectory()
    for name in names { _ = try directory.write([], name) }
  }

  /// The environment variables that make the command find them.
  var environment: [String: String] { ["LD_LIBRARY_PATH": directory.url.path] }
}
