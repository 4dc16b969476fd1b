import Dispatch
import Synchronization
import Testing
import UserMediaCore

@testable import UserMedia

/// A camera's controls as constraints, settings and capabilities of its tracks.
@Suite struct CameraControlTests {
  private let driver = ControllableDriver()
  private let media: MediaDevices

  init() {
    media = Navigator(devices: DeviceSet(cameras: [driver], microphones: [])).mediaDevices
  }

  private func camera(_ constraints: MediaTrackConstraints = .init()) async throws
    -> MediaStreamTrack
  {
    try await media.getUserMedia(.init(video: .constraints(constraints))).getVideoTracks()[0]
  }

  @Test func settingsReportTheControls() async throws {
    let track = try await camera()
    #expect(track.getSettings().brightness == 128)
    #expect(track.getSettings().exposureMode == .continuous)
    #expect(track.getCapabilities().brightness == MediaSettingsRange(min: 0, max: 255, step: 1))
    #expect(driver.state.withLock { $0.changes } == [[:]])
  }

  @Test func constraintsReachTheDriverAsSettings() async throws {
    let track = try await camera(.init(exposureMode: "manual", brightness: 200))
    #expect(track.getSettings().brightness == 200)
    #expect(track.getSettings().exposureMode == .manual)
    try await track.applyConstraints(.init(brightness: .exact(10)))
    #expect(track.getSettings().brightness == 10)
    #expect(track.getSettings().exposureMode == .continuous)
    #expect(
      driver.state.withLock { $0.changes } == [
        [:], [.brightness: .number(200), .exposureMode: .mode(.manual)],
        [.brightness: .number(10)],
      ])
    // Frames continue.
    _ = try await ImageCapture(track).grabFrame()
  }

  @Test func theLatestConstraintsApplyToAllTracks() async throws {
    let first = try await camera(.init(brightness: 50))
    let second = try await camera(.init(brightness: 60))
    first.queue.sync {}
    #expect(first.getSettings().brightness == 60)
    try await first.applyConstraints(.init(brightness: 70))
    // The other track's settings follow on its queue.
    second.queue.sync {}
    #expect(second.getSettings().brightness == 70)
    // Without a request of this track, the other track's applies.
    try await first.applyConstraints()
    #expect(first.getSettings().brightness == 60)
    // A stopped track changes nothing for the others.
    second.stop()
    _ = try await ImageCapture(first).grabFrame()
    #expect(first.getSettings().brightness == 60)
    try await first.applyConstraints(.init(exposureMode: "manual"))
    #expect(driver.state.withLock { $0.closings } == 0)
  }

  @Test func aTrackWithoutConstraintsChangesNothing() async throws {
    let first = try await camera(.init(brightness: 50))
    _ = try await camera(.init(width: 320))
    #expect(first.getSettings().brightness == 50)
  }

  @Test func rejectedControlsAreNotReported() async throws {
    driver.state.withLock { $0.refused = .brightness }
    let track = try await camera(.init(brightness: 50))
    #expect(track.getSettings().brightness == 128)
    let constraints = track.getConstraints()
    let error = await #expect(throws: OverconstrainedError.self) {
      try await track.applyConstraints(.init(brightness: .exact(60)))
    }
    #expect(error?.constraint == "brightness")
    #expect(track.getConstraints() == constraints)
    #expect(track.getSettings().brightness == 128)
  }

  @Test func anEndedTrackKeepsItsSettings() async throws {
    let track = try await camera(.init(brightness: 50))
    track.stop()
    #expect(track.getSettings().brightness == 50)
  }

  @Test(.timeLimit(.minutes(5))) func aSyntheticCameraFollowsItsControls() async throws {
    let stream: MediaStream = try await Navigator(devices: .synthetic).mediaDevices.getUserMedia(
      .init(video: true))
    let track = stream.getVideoTracks()[0]
    #expect(track.getCapabilities().zoom == MediaSettingsRange(min: 1, max: 4, step: 0.5))
    #expect(track.getSettings().brightness == 128)
    try await track.applyConstraints(.init(brightness: .exact(0), zoom: 2))
    #expect(track.getSettings().brightness == 0 && track.getSettings().zoom == 2)
    // White is that dark once the camera has applied it.
    for await frame in track.videoFrames() {
      let luma = try frame.converted(to: .grey)
      let brightest = luma.withPlane(0) { span in span.withUnsafeBytes { $0.max() } }
      if let brightest, brightest <= 128 { break }
    }
    #expect(track.readyState == .live)
    track.stop()
  }
}
