import Foundation
import Testing

/// Runs `body` with a source that carries a tone of 440 Hz.
///
/// With PulseAudio that is `sine`. PipeWire's test source falls silent when many clients come and go
/// (seen in 0.3.65 with nothing but `parec`), and so there a tone is played into a sink.
func withTone(_ body: (_ source: String) async throws -> Void) async throws {
  guard SoundServer.isPipeWire else { return try await body("sine") }
  try await withNullSink { sink, source, _ in
    let file = "/tmp/tone-\(UUID().uuidString)"
    try tone.write(to: URL(fileURLWithPath: file))
    defer { unlink(file) }
    let player = try ChildProcess(
      [
        "pacat", "--raw", "--format=float32le", "--rate=48000", "--channels=1", "--device=\(sink)",
        file,
      ], environment: SoundServer.environment)
    let result: Result<Void, any Error>
    do {
      result = .success(try await body(source))
    } catch {
      result = .failure(error)
    }
    player.signal(SIGKILL)
    await player.waitUntilExit()
    try result.get()
  }
}

/// Twenty seconds of the tone, as f32; each of them is a whole number of its periods.
private let tone: Data = {
  let second = (0..<48000).map { Float(sin(2 * .pi * 440 * Double($0) / 48000) / 2) }
  let bytes = second.withUnsafeBytes { Data($0) }
  return (0..<20).reduce(into: Data()) { data, _ in data += bytes }
}()
