import Testing
import UserMedia

/// The guide's constraints before and after are equivalent: they select the same camera mode.
@Suite struct ConstraintSnippetTests {
  private let navigator = Navigator(devices: .synthetic)

  private static let pairs: [(LegacyConstraints, MediaStreamConstraints)] = [
    (ConstraintSnippets.requiredSizeInChrome, ConstraintSnippets.requiredSize),
    (ConstraintSnippets.requiredSizeInFirefox, ConstraintSnippets.requiredSize),
    (ConstraintSnippets.frontCameraAsString, ConstraintSnippets.frontCamera),
    (ConstraintSnippets.backCameraInFirefox, ConstraintSnippets.backCamera),
    (ConstraintSnippets.preferredSizeBefore, ConstraintSnippets.rangeWithIdeal),
  ]

  @Test(arguments: pairs.indices)
  func beforeAndAfterSelectTheSame(index: Int) async throws {
    let (before, after) = Self.pairs[index]
    let old: MediaStream = try await withCheckedThrowingContinuation { continuation in
      navigator.getUserMedia(
        before, { continuation.resume(returning: $0) }, { continuation.resume(throwing: $0) })
    }
    let oldCamera = old.getVideoTracks()[0]
    let (label, facing) = (oldCamera.label, oldCamera.getSettings().facingMode)
    #expect(old.getAudioTracks().count == 1)
    for track in old.getTracks() { track.stop() }
    let new = try await navigator.mediaDevices.getUserMedia(after)
    #expect(new.getVideoTracks()[0].label == label)
    #expect(new.getVideoTracks()[0].getSettings().facingMode == facing)
    #expect(new.getAudioTracks().count == 1)
  }

  @Test func frameRateIsKeptInBothForms() async throws {
    let before = try MediaStreamConstraints(ConstraintSnippets.frameRateBefore, dialect: .webkit)
    for constraints in [before, ConstraintSnippets.frameRate] {
      let stream = try await navigator.mediaDevices.getUserMedia(constraints)
      let rate = try #require(stream.getVideoTracks()[0].getSettings().frameRate)
      #expect((10...15).contains(rate), "\(constraints)")
    }
  }

  @Test func deviceIsSelectedByItsIdInBothForms() async throws {
    let camera = try #require(
      await navigator.mediaDevices.enumerateDevices().last { $0.kind == .videoinput })
    let before = try MediaStreamConstraints(
      ConstraintSnippets.deviceBefore(camera.deviceId), dialect: .webkit)
    for constraints in [before, ConstraintSnippets.device(camera.deviceId)] {
      let stream = try await navigator.mediaDevices.getUserMedia(constraints)
      #expect(stream.getVideoTracks()[0].label == camera.label)
    }
  }
}
