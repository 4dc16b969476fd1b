import FileTestSupport
import Foundation

/// Files that a command finds where it searches for libraries, and that are none, as if the real
/// ones were not installed.
struct BrokenLibraries {
  private let directory: TemporaryDirectory

  init(_ names: String...) throws {
    directory = try TemporaryDirectory()
    for name in names { _ = try directory.write([], name) }
  }

  /// The variables with which the command finds them.
  var environment: [String: String] { ["LD_LIBRARY_PATH": directory.url.path] }
}
