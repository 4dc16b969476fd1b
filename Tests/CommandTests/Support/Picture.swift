import Foundation

/// A picture as read by other programs.
struct Picture {
  let width: Int
  let height: Int

  /// Reads a JPEG with `file` and decodes it with Python's imaging library; the two must agree.
  init(jpeg path: String) throws {
    let script = """
      import sys
      from PIL import Image
      picture = Image.open(sys.argv[1])
      assert picture.format == "JPEG", picture.format
      picture.load()
      print(*picture.size)
      """
    let size = try Self.run("/usr/bin/env", ["python3", "-c", script, path])
      .split(separator: " ").compactMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    guard size.count == 2 else { throw Unreadable() }
    (width, height) = (size[0], size[1])
    let description = try Self.run("/usr/bin/env", ["file", "--brief", path])
    guard description.hasPrefix("JPEG image data"), description.contains("\(width)x\(height)")
    else { throw Unreadable() }
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: program)
    process.arguments = arguments
    // Excludes the toolchain's own Python libraries.
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"]) { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Unreadable() }
    return text
  }

  private struct Unreadable: Error {}
}
