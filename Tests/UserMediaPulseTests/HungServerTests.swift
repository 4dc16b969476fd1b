import Foundation
import Testing
import UserMediaCore
import UserMediaPulse

/// A server that hangs for a while, as on a busy machine or in a debugger.
@Suite(.enabled(if: SoundServer.isThere, "no sound server"), .serialized, .timeLimit(.minutes(10)))
struct HungServerTests {
  /// PipeWire's audiotestsrc isn't usable here: it can fall silent for good.
  private static let sources = SoundServer.isPipeWire ? ["n1.monitor"] : ["sine", "n1.monitor"]

  @Test(arguments: sources)
  func soundResumesAfterTwoSeconds(source: String) async throws {
    try await record(source) { server, sink in
      for _ in 0..<5 {
        let before = sink.received.frames
        try await server.whileFrozen { try await Task.sleep(for: .seconds(2)) }
        // More than was in transit before.
        let received = try await sink.wait(seconds: 60) {
          $0.frames > before + 48000 && $0.muted.last != true
        }
        #expect(received.ended.isEmpty)
      }
    }
  }

  @Test(arguments: sources)
  func soundResumesAfterTheMicrophoneWasMuted(source: String) async throws {
    try await record(source) { server, sink in
      for _ in 0..<2 {
        sink.forgetMuted()
        try await server.whileFrozen {
          try await sink.wait(seconds: 60) { $0.muted.last == true }
        }
        let before = sink.received.frames
        let received = try await sink.wait(seconds: 60) {
          $0.muted.last == false && $0.frames > before + 48000
        }
        #expect(received.ended.isEmpty)
      }
    }
  }

  private func record(
    _ source: String, _ body: (OwnServer, RecordingSink) async throws -> Void
  ) async throws {
    let server = try await OwnServer(timeout: .seconds(3))
    let sink = RecordingSink()
    let session = try await server.driver.record(source, to: sink)
    try await sink.wait(seconds: 60) { $0.frames > 0 }
    try await body(server, sink)
    await session.close()
    for (data, next) in zip(sink.received.sound, sink.received.sound.dropFirst()) {
      #expect(data.timestamp < next.timestamp)
    }
  }
}
