import Foundation
import Testing
import UserMediaCore
import UserMediaPulse

/// A server that hangs for a while, which a busy machine or a debugger does to it.
@Suite(.enabled(if: SoundServer.isThere, "no sound server"), .serialized, .timeLimit(.minutes(10)))
struct HungServerTests {
  /// PipeWire's audiotestsrc is no measure: it can give nothing more, to nobody.
  private static let sources = SoundServer.isPipeWire ? ["n1.monitor"] : ["sine", "n1.monitor"]

  @Test(arguments: sources)
  func soundResumesAfterTwoSeconds(source: String) async throws {
    try await record(source) { server, sink in
      for _ in 0..<5 {
        let before = sink.heard.frames
        try await server.whileFrozen { try await Task.sleep(for: .seconds(2)) }
        // More than was on its way before.
        let heard = try await sink.wait(seconds: 60) {
          $0.frames > before + 48000 && $0.muted.last != true
        }
        #expect(heard.ended.isEmpty)
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
        let before = sink.heard.frames
        let heard = try await sink.wait(seconds: 60) {
          $0.muted.last == false && $0.frames > before + 48000
        }
        #expect(heard.ended.isEmpty)
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
    for (data, next) in zip(sink.heard.sound, sink.heard.sound.dropFirst()) {
      #expect(data.timestamp < next.timestamp)
    }
  }
}
