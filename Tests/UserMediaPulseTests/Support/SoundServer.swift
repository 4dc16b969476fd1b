import Foundation
import Synchronization
import Testing

/// Sound servers for tests: the one that the tests run beside, and private ones to be ill-treated.
enum SoundServer {
  /// Whether tests run beside a server with the sources `sine` and `n1.monitor`.
  static let isThere = isRequired || environment["USERMEDIA_SOUND_SERVER"] != nil
  /// Whether that server is PipeWire.
  static let isPipeWire = environment["USERMEDIA_SOUND_SERVER"] == "pipewire"
  /// Whether a private server can be started.
  static let isInstalled = isRequired || executable("pulseaudio") != nil

  private static let isRequired = environment["USERMEDIA_REQUIRE_DEVICES"] == "1"
  static var environment: [String: String] { ProcessInfo.processInfo.environment }

  static func executable(_ name: String) -> URL? {
    (environment["PATH"] ?? "/usr/bin").split(separator: ":")
      .map { URL(fileURLWithPath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }
}

/// Runs `pactl` against a server; `nil` is the one that the tests run beside.
@discardableResult
func pactl(_ arguments: String..., server: String? = nil) async throws -> String {
  let process = Process()
  let program: URL = try #require(SoundServer.executable("pactl"))
  process.executableURL = program
  process.arguments = arguments
  if let server {
    process.environment = SoundServer.environment.merging(["PULSE_SERVER": server]) { $1 }
  }
  let output = Pipe()
  process.standardOutput = output
  let status = try await process.run()
  let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
  try #require(status == 0, "pactl \(arguments.joined(separator: " ")): \(text)")
  return text.trimmingCharacters(in: .whitespacesAndNewlines)
}

extension Process {
  /// Runs to the end without holding a thread.
  fileprivate func run() async throws -> Int32 {
    try await withCheckedThrowingContinuation { continuation in
      terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do {
        try run() as Void
      } catch {
        terminationHandler = nil
        continuation.resume(throwing: error)
      }
    }
  }
}
