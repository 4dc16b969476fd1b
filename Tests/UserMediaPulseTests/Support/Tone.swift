import Foundation
import Testing

/// Runs `body` with a source that carries a tone of 440 Hz.
///
/// With PulseAudio, this is `sine`. PipeWire's test source falls silent when many clients connect
/// and disconnect (seen in 0.3.65 with only `parec`), so there a tone is played to a sink.
func withTone(_ body: (_ source: String) async throws -> Void) async throws {
  guard SoundServer.isPipeWire else { return try await body("sine") }
  try await withNullSink { sink, source, _ in
    try await withPlayer(tone, into: sink) { try await body(source) }
  }
}

/// Twenty seconds of the tone; each second is a whole number of periods.
private let tone: [Float] = {
  let second = (0..<48000).map { Float(sin(2 * .pi * 440 * Double($0) / 48000) / 2) }
  return (0..<20).flatMap { _ in second }
}()
