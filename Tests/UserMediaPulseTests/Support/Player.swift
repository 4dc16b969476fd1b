import Foundation
import Testing

/// Runs `body` while `sound`, f32 at 48000 Hz in one channel, plays into a sink of the server that
/// the tests run beside.
func withPlayer(
  _ sound: [Float], into sink: String, _ body: () async throws -> Void
) async throws {
  let file = "/tmp/sound-\(UUID().uuidString)"
  try sound.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: file)) }
  defer { unlink(file) }
  let player = try ChildProcess(
    [
      "pacat", "--raw", "--format=float32le", "--rate=48000", "--channels=1", "--device=\(sink)",
      file,
    ], environment: SoundServer.environment)
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
