import Testing
import UserMediaSynthetic

@testable import UserMedia

/// When synthetic devices stand in for the machine's.
@Suite(.timeLimit(.minutes(5))) struct StandInTests {
  /// A driver of a system without microphones.
  private struct EmptyDriver: MicrophoneDriver {
    let name = "empty"
    let isSystemPresent: Bool

    func devices() async -> [DeviceDescription] { [] }

    func openMicrophone(
      _ device: DeviceDescription, sink: any AudioSink
    ) async throws(CaptureError) -> any MicrophoneSession {
      throw CaptureError(.notFound, device: name, "has no microphone")
    }
  }

  private func navigator(isSystemPresent: Bool) -> Navigator {
    let empty = MicrophoneOwner(EmptyDriver(isSystemPresent: isSystemPresent))
    let synthetic = MicrophoneOwner(SyntheticDriver(devices: [.microphone()]))
    return Navigator(
      devices: DeviceSet(cameras: [], microphones: [[empty], [synthetic]], displays: .none))
  }

  @Test func aToneStandsInWhereThereIsNoSoundServer() async throws {
    let media = navigator(isSystemPresent: false).mediaDevices
    let stream: MediaStream = try await media.getUserMedia(.init(audio: true))
    #expect(stream.getAudioTracks()[0].label == "Synthetic microphone")
    stream.getAudioTracks()[0].stop()
  }

  /// A tone would pass for the sound that was asked for.
  @Test func noToneStandsInForAServerWithoutMicrophones() async throws {
    let media = navigator(isSystemPresent: true).mediaDevices
    let error = await #expect(throws: DOMException.self) {
      let _: MediaStream = try await media.getUserMedia(.init(audio: true))
    }
    #expect(error?.name == "NotFoundError")
    #expect(await media.enumerateDevices().isEmpty)
  }
}
