import Testing

@testable import UserMedia

/// The modern API, as `async throws` and as `Promise`.
@Suite struct GetUserMediaTests {
  private let test = TestNavigator()

  @Test func asyncCallGivesOneTrackOfEachKind() async throws {
    let stream = try await test.media.getUserMedia(.init(audio: true, video: true))
    #expect(stream.getTracks().map(\.kind) == [.audio, .video])
    #expect(stream.active)
    #expect(stream.getTracks().allSatisfy { $0.readyState == .live && $0.enabled && !$0.muted })
    for track in stream.getTracks() { track.stop() }
    #expect(!stream.active)
  }

  @Test func promiseGivesTheSame() async throws {
    let label = test.media.promises.getUserMedia(.init(video: .init(facingMode: "environment")))
      .then { stream -> String in
        defer { for track in stream.getTracks() { track.stop() } }
        return stream.getVideoTracks()[0].label
      }
    #expect(try await label.value == "Synthetic back camera")
  }

  @Test func nothingRequestedIsTypeError() async {
    await #expect(throws: TypeError.self) {
      _ = try await test.media.getUserMedia(.init(audio: false, video: false)) as MediaStream
    }
  }

  @Test func impossibleWidthIsOverconstrained() async {
    let error = await #expect(throws: OverconstrainedError.self) {
      _ =
        try await test.media.getUserMedia(
          .init(video: .init(width: .init(min: 100_000)))) as MediaStream
    }
    #expect(error?.constraint == "width")
  }

  @Test func exactWidthIsCroppedAndScaledUnlessForbidden() async throws {
    let stream = try await test.media.getUserMedia(
      .init(video: .init(width: .exact(641))))
    let track = stream.getVideoTracks()[0]
    #expect(track.getSettings().width == 641)
    #expect(track.getSettings().resizeMode == .cropAndScale)
    var frames = track.videoFrames().makeAsyncIterator()
    #expect(await frames.next()?.codedWidth == 641)
    track.stop()
    await #expect(throws: OverconstrainedError.self) {
      _ =
        try await test.media.getUserMedia(
          .init(video: .init(width: .exact(641), resizeMode: .exact("none")))) as MediaStream
    }
  }

  @Test func noCameraIsNotFound() async {
    let test = TestNavigator(devices: [.microphone()])
    let error = await #expect(throws: DOMException.self) {
      _ = try await test.media.getUserMedia(.init(video: true)) as MediaStream
    }
    #expect(error?.name == "NotFoundError")
  }

  @Test func forbiddenCameraIsNotAllowed() async {
    let test = TestNavigator(devices: [.camera()])
    test.driver.inject(.notAllowed, into: "synthetic-camera:Synthetic camera")
    let error = await #expect(throws: DOMException.self) {
      _ = try await test.media.getUserMedia(.init(video: true)) as MediaStream
    }
    #expect(error?.name == "NotAllowedError")
  }

  @Test func busyCameraGivesWayToTheNextOne() async throws {
    test.driver.inject(.busy, into: TestNavigator.camera)
    let stream = try await test.media.getUserMedia(.init(video: true))
    #expect(stream.getVideoTracks()[0].label == "Synthetic back camera")
  }

  @Test func everyCameraBusyIsNotReadable() async {
    test.driver.inject(.busy, into: TestNavigator.camera)
    test.driver.inject(.busy, into: TestNavigator.backCamera)
    let error = await #expect(throws: DOMException.self) {
      _ = try await test.media.getUserMedia(.init(video: true)) as MediaStream
    }
    #expect(error?.name == "NotReadableError")
  }

  @Test func failureOfOneKindGivesTheOtherBack() async {
    test.driver.inject(.busy, into: TestNavigator.camera)
    test.driver.inject(.busy, into: TestNavigator.backCamera)
    await #expect(throws: DOMException.self) {
      _ = try await test.media.getUserMedia(.init(audio: true, video: true)) as MediaStream
    }
    test.driver.clear(.busy, of: TestNavigator.camera)
    #expect(await test.isReleased())
  }

  @Test func stoppedTrackGivesTheCameraBack() async throws {
    let stream = try await test.media.getUserMedia(.init(video: true))
    stream.getVideoTracks()[0].stop()
    #expect(stream.getVideoTracks()[0].readyState == .ended)
    #expect(await test.isReleased())
  }

  @Test func droppedStreamGivesTheCameraBack() async throws {
    do { let _: MediaStream = try await test.media.getUserMedia(.init(video: true)) }
    #expect(await test.isReleased())
  }
}
