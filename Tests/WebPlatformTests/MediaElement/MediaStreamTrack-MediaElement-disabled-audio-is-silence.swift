import Testing
import UserMedia

@Suite("MediaStreamTrack-MediaElement-disabled-audio-is-silence", .timeLimit(.minutes(5)))
struct MediaStreamTrackMediaElementDisabledAudioIsSilence {
  @Test func disabledTrackIsSilent() async throws {
    let stream = try await Page().getUserMedia(["audio": true])
    let track = stream.getAudioTracks()[0]
    track.enabled = false
    var sound = track.audioData().makeAsyncIterator()
    for _ in 0..<10 {
      let data = try #require(await sound.next())
      let isSilent = data.withBytes { bytes in
        (0..<bytes.byteCount).allSatisfy {
          bytes.unsafeLoad(fromByteOffset: $0, as: UInt8.self) == 0
        }
      }
      #expect(isSilent)
    }
  }
}
