import Testing
import UserMedia

@Suite("mediacapture-image/ImageCapture-creation", .timeLimit(.minutes(5)))
struct ImageCaptureCreation {
  private let page = Page()

  @Test func captureOfAnEndedTrackIsInvalidStateError() async throws {
    let track = try await page.getUserMedia(["video": true]).getVideoTracks()[0]
    #expect(track.readyState == .live && track.enabled && !track.muted)
    let capture = try ImageCapture(track)
    #expect(capture.track === track)
    track.stop()
    let ofFrame = await #expect(throws: DOMException.self) { _ = try await capture.grabFrame() }
    let ofPhoto = await #expect(throws: DOMException.self) { _ = try await capture.takePhoto() }
    #expect(ofFrame?.name == "InvalidStateError" && ofPhoto?.name == "InvalidStateError")
  }

  @Test func audioTracksAreRejected() async throws {
    let track = try await page.getUserMedia(["audio": true]).getAudioTracks()[0]
    let error = #expect(throws: DOMException.self) { _ = try ImageCapture(track) }
    #expect(error?.name == "NotSupportedError")
  }
}

@Suite("mediacapture-image/ImageCapture-track", .timeLimit(.minutes(5))) struct ImageCaptureTrack {
  @Test func trackIsTheOriginalTrack() async throws {
    let track = try await Page().getUserMedia(["video": true]).getVideoTracks()[0]
    #expect(try ImageCapture(track).track === track)
  }
}

@Suite("mediacapture-image/MediaStreamTrack-getConstraints-fast", .timeLimit(.minutes(5)))
struct MediaStreamTrackGetConstraintsFast {
  static let constraints: [(String, ConstraintValue)] = [
    ("whiteBalanceMode", "manual"), ("exposureMode", "manual"), ("focusMode", "single-shot"),
    ("exposureCompensation", 133.77), ("exposureTime", 10_000), ("colorTemperature", 6000),
    ("iso", 120), ("brightness", 3), ("contrast", 4), ("saturation", 5), ("sharpness", 6),
    ("focusDistance", 7), ("pan", 8), ("tilt", 9), ("zoom", 3.141592), ("torch", true),
  ]

  private func expectKept(_ set: ConstraintValue) async throws {
    let track = try await Page().getUserMedia(["video": true]).getVideoTracks()[0]
    let constraints = try MediaTrackConstraints(converting: ["advanced": [set]])
    try await track.applyConstraints(constraints)
    #expect(track.getConstraints() == constraints)
    #expect(track.getConstraints().advanced?.count == 1)
    try await track.applyConstraints(.init())
    #expect(track.getConstraints() == MediaTrackConstraints())
  }

  @Test(arguments: constraints) func appliedConstraintsAreReturned(
    name: String, value: ConstraintValue
  )
    async throws
  {
    try await expectKept(.member(name, value))
  }

  @Test func allAppliedConstraintsAreReturned() async throws {
    try await expectKept(.object(.init(Self.constraints)))
  }
}

@Suite("mediacapture-image/MediaStreamTrack-getCapabilities", .timeLimit(.minutes(5)))
struct MediaStreamTrackGetCapabilitiesOfControls {
  @Test func controlsOfTheCameraHaveTheirRanges() async throws {
    let track = try await Page().getUserMedia(["video": true]).getVideoTracks()[0]
    let (capabilities, settings) = (track.getCapabilities(), track.getSettings())
    for (range, value) in [
      (capabilities.brightness, settings.brightness), (capabilities.contrast, settings.contrast),
      (capabilities.saturation, settings.saturation), (capabilities.zoom, settings.zoom),
    ] {
      let (range, value) = (try #require(range), try #require(value))
      #expect(range.min < range.max && range.step >= 0)
      #expect((range.min...range.max).contains(value))
    }
    // Controls that the camera lacks are absent.
    #expect(capabilities.torch == nil && settings.torch == nil)
    #expect(capabilities.focusMode == nil && settings.focusMode == nil)
  }
}

@Suite("mediacapture-image/permission") struct ImageCapturePermission {
  @Test func grantedPermissionIsReported() async {
    #expect(await Page().navigator.permissions.query(.camera).state == .granted)
  }
}
