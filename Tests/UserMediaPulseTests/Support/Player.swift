import Foundation
import Testing

/// Runs `body` while `sound`, f32 at 48000 Hz in one channel, plays for three minutes.
/// - Parameters:
///   - sink: the sink; `nil` for the default.
///   - server: the server's address; `nil` for the tests' shared server.
func withPlayer(
  _ sound: [Float], into sink: String? = nil, on server: String? = nil,
  _ body: () async throws -> Void
) async throws {
  let file = "/tmp/sound-\(UUID().uuidString)"
  // Longer than the sound, because a busy machine takes its time.
  let data = sound.withUnsafeBytes { Data($0) }
  try Data((0..<6).map { _ in data }.joined()).write(to: URL(fileURLWithPath: file))
  defer { unlink(file) }
  var environment = SoundServer.environment
  if let server { environment["PULSE_SERVER"] = server }
  let player = try ChildProcess(
    ["pacat", "--raw", "--format=float32le", "--rate=48000", "--channels=1"]
      + (sink.map { ["--device=\($0)"] } ?? []) + [file], environment: environment)
  let result: Result<Void, any Error>
  do {
    result = .success(try await body())
  } catch {
    result = .failure(error)
  }
  player.signal(SIGKILL)
  await player.waitUntilExit()
  try result.get()
}
