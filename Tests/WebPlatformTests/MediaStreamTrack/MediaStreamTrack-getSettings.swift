import Testing
import UserMedia

@Suite("MediaStreamTrack-getSettings") struct MediaStreamTrackGetSettings {
  private let page = Page()

  @Test func deviceCanBeOpenedTwiceEvenInAnotherSize() async throws {
    let first = try await page.getUserMedia(["video": true]).getVideoTracks()[0].getSettings()
    let deviceId = ConstraintValue.string(try #require(first.deviceId))
    let same = try await page.getUserMedia(["video": ["deviceId": deviceId]])
    #expect(same.getVideoTracks()[0].getSettings().deviceId == first.deviceId)
    let half = Double(try #require(first.width) / 2)
    let smaller = try await page.getUserMedia([
      "video": ["deviceId": deviceId, "width": ["exact": .number(half)]]
    ])
    #expect(smaller.getVideoTracks()[0].getSettings().deviceId == first.deviceId)
    #expect(smaller.getVideoTracks()[0].getSettings().width == Int(half))
  }

  @Test func groupIdIsThatOfTheDevice() async throws {
    for device in await page.mediaDevices.enumerateDevices() {
      let kind = device.kind == .audioinput ? "audio" : "video"
      let stream = try await page.getUserMedia(
        .member(kind, ["deviceId": ["exact": .string(device.deviceId)]]))
      #expect(stream.getTracks()[0].getSettings().groupId == device.groupId)
      #expect(!device.groupId.isEmpty)
    }
  }

  @Test func microphoneSettings() async throws {
    let settings = try await page.getUserMedia(["audio": true]).getAudioTracks()[0].getSettings()
    #expect(settings.deviceId != nil && settings.groupId != nil)
    #expect(settings.sampleRate ?? 0 > 0)
    #expect(settings.sampleSize ?? 0 > 0)
    #expect(settings.echoCancellation == .boolean(false))
    #expect(settings.autoGainControl == false && settings.noiseSuppression == false)
    #expect(settings.latency ?? -1 >= 0)
    #expect(settings.channelCount ?? 0 > 0)
    #expect(settings.width == nil && settings.facingMode == nil)
  }

  @Test func cameraSettings() async throws {
    let settings = try await page.getUserMedia(["video": true]).getVideoTracks()[0].getSettings()
    #expect(settings.deviceId != nil && settings.groupId != nil)
    #expect(settings.width ?? 0 > 0 && settings.height ?? 0 > 0)
    #expect(settings.aspectRatio ?? 0 > 0 && settings.frameRate ?? 0 > 0)
    #expect(settings.facingMode == .user)
    #expect(settings.resizeMode != nil)
    #expect(settings.sampleRate == nil && settings.channelCount == nil)
  }
}
