import Testing
import UserMediaCore
import UserMediaSynthetic

@Suite(.timeLimit(.minutes(1))) struct MicrophoneTests {
  @Test func deliversPiecesOfTheLatencyAskedFor() async throws {
    let driver = SyntheticDriver()
    let recorder = SoundRecorder()
    let device = try #require(await driver.devices().first { $0.kind == .audioinput })
    let session = try await driver.openMicrophone(device, sink: recorder)
    let wish = AudioConfiguration(
      sampleRate: 48_000, channelCount: 2, format: .s16, latency: 0.01)
    #expect(try await session.start(wish) == wish)
    let pieces = await recorder.pieces(5)
    await session.close()
    for (number, piece) in pieces.enumerated() {
      #expect(piece.numberOfFrames == 480)
      #expect(piece.timestamp == pieces[0].timestamp + Int64(number) * 10_000)
    }
  }
}
