import Testing
import UserMedia

@Suite("MediaDevices-getUserMedia") struct MediaDevicesGetUserMedia {
  private let page = Page()

  @Test(arguments: [(MediaDeviceKind.videoinput, "video"), (.audioinput, "audio")])
  func groupIdChoosesTheDeviceOfItsGroup(kind: MediaDeviceKind, name: String) async throws {
    let devices = await page.mediaDevices.enumerateDevices()
    #expect(!devices.isEmpty)
    for device in devices {
      let groupId: ConstraintValue = ["groupId": ["exact": .string(device.groupId)]]
      let constraints = ConstraintValue.member(name, groupId)
      let expected = devices.filter { $0.kind == kind && $0.groupId == device.groupId }
      do {
        let stream = try await page.getUserMedia(constraints)
        let deviceId = stream.getTracks()[0].getSettings().deviceId
        #expect(expected.contains { $0.deviceId == deviceId })
        for track in stream.getTracks() { track.stop() }
      } catch let error as OverconstrainedError {
        #expect(error.constraint == "groupId")
        #expect(expected.isEmpty)
      }
    }
  }

  @Test(arguments: ["none", "crop-and-scale"]) func resizeModeIsGiven(mode: String) async throws {
    let stream = try await page.getUserMedia([
      "video": ["resizeMode": ["exact": .string(mode)]]
    ])
    #expect(stream.getVideoTracks()[0].getSettings().resizeMode?.rawValue == mode)
  }

  @Test func unknownResizeModeIsOverconstrained() async {
    let error = await page.failure(["video": ["resizeMode": ["exact": "INVALID"]]])
    #expect((error as? OverconstrainedError)?.constraint == "resizeMode")
  }
}
