import Testing
import UserMedia

@Suite("parallel-capture-requests", .timeLimit(.minutes(5))) struct ParallelCaptureRequests {
  private let page = Page()

  private func expectOneOfEachKind(_ stream: MediaStream) {
    #expect((1...2).contains(stream.getTracks().count))
    #expect(stream.getVideoTracks().count == 1)
    #expect(stream.getAudioTracks().count <= 1)
  }

  @Test(arguments: [false, true])
  func devicesAndTheScreenAreHadAtOnce(isScreenFirst: Bool) async throws {
    let media = page.mediaDevices
    let devices: Promise<MediaStream>
    let screen: Promise<MediaStream>
    if isScreenFirst {
      screen = media.promises.getDisplayMedia(.init(video: true, audio: true))
      devices = media.promises.getUserMedia(.init(audio: true, video: true))
    } else {
      devices = media.promises.getUserMedia(.init(audio: true, video: true))
      screen = media.promises.getDisplayMedia(.init(video: true, audio: true))
    }
    expectOneOfEachKind(try await devices.value)
    expectOneOfEachKind(try await screen.value)
  }
}
