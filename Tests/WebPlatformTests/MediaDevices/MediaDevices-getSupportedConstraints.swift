import Testing
import UserMedia

@Suite("MediaDevices-getSupportedConstraints") struct MediaDevicesGetSupportedConstraints {
  @Test(arguments: [
    "width", "height", "aspectRatio", "frameRate", "facingMode", "resizeMode", "sampleRate",
    "sampleSize", "echoCancellation", "autoGainControl", "noiseSuppression", "latency",
    "channelCount", "deviceId", "groupId",
  ])
  func constraintIsKnown(name: String) {
    #expect(Page().mediaDevices.getSupportedConstraints()[name])
  }
}
