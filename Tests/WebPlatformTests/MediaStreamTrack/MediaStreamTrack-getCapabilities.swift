import Testing
import UserMedia

@Suite("MediaStreamTrack-getCapabilities") struct MediaStreamTrackGetCapabilities {
  private let page = Page()

  @Test func microphoneCapabilities() async throws {
    let track = try await page.getUserMedia(["audio": true]).getAudioTracks()[0]
    let info = await page.mediaDevices.enumerateDevices().first { $0.kind == .audioinput }
    let input = try #require(info as? InputDeviceInfo)
    for capabilities in [track.getCapabilities(), input.getCapabilities()] {
      #expect(capabilities.sampleRate != nil && capabilities.sampleSize != nil)
      #expect(capabilities.latency != nil && capabilities.channelCount != nil)
      for choices in [capabilities.autoGainControl, capabilities.noiseSuppression] {
        #expect((1...2).contains(choices?.count ?? 0))
      }
      #expect(capabilities.echoCancellation?.isEmpty == false)
      #expect(capabilities.deviceId == input.deviceId && capabilities.groupId == input.groupId)
    }
  }

  @Test func cameraCapabilities() async throws {
    let track = try await page.getUserMedia(["video": true]).getVideoTracks()[0]
    let info = await page.mediaDevices.enumerateDevices().first { $0.kind == .videoinput }
    let input = try #require(info as? InputDeviceInfo)
    for capabilities in [track.getCapabilities(), input.getCapabilities()] {
      #expect(capabilities.width?.lowerBound == 1 && capabilities.height?.lowerBound == 1)
      #expect(capabilities.frameRate?.lowerBound == 0)
      #expect(capabilities.aspectRatio != nil)
      #expect(capabilities.facingMode == [.user])
      #expect(capabilities.resizeMode == [VideoResizeMode.none, .cropAndScale])
      #expect(capabilities.deviceId == input.deviceId && capabilities.groupId == input.groupId)
    }
  }
}
