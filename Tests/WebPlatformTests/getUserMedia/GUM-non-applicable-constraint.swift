import Testing
import UserMedia

@Suite("GUM-non-applicable-constraint") struct GUMNonApplicableConstraint {
  static let ofVideo: [ConstraintValue] = [
    [
      "width": ["min": 0], "height": ["min": 0], "frameRate": ["min": 0], "aspectRatio": ["min": 0],
      "facingMode": ["ideal": "environment"], "resizeMode": ["ideal": "none"],
    ],
    [
      "width": ["min": 100_000_000], "height": ["min": 100_000_000],
      "frameRate": ["min": 100_000_000], "aspectRatio": ["min": 100_000_000],
      "facingMode": ["exact": "invalid"], "resizeMode": ["exact": "invalid"],
    ],
  ]

  static let ofAudio: [ConstraintValue] = [
    [
      "sampleRate": ["min": 0], "sampleSize": ["min": 0], "echoCancellation": ["ideal": true],
      "autoGainControl": ["ideal": true], "noiseSuppression": ["ideal": true],
      "latency": ["min": 0], "channelCount": ["min": 0],
    ],
    [
      "sampleRate": ["min": 100_000_000], "sampleSize": ["min": 100_000_000],
      "echoCancellation": ["exact": true], "autoGainControl": ["exact": true],
      "noiseSuppression": ["exact": true], "latency": ["max": 0], "channelCount": ["max": 0],
    ],
  ]

  @Test(arguments: ofVideo) func constraintsOfVideoAreIgnoredInAudio(constraints: ConstraintValue)
    async throws
  {
    #expect(try await Page().getUserMedia(["audio": constraints]).getAudioTracks().count == 1)
  }

  @Test(arguments: ofAudio) func constraintsOfAudioAreIgnoredInVideo(constraints: ConstraintValue)
    async throws
  {
    #expect(try await Page().getUserMedia(["video": constraints]).getVideoTracks().count == 1)
  }
}
