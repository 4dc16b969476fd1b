import Testing
import UserMedia

/// `getDisplayMedia`, with a display controlled by a test.
@Suite(.timeLimit(.minutes(5))) struct GetDisplayMediaTests {
  private let display = StandInDisplay(windows: ["Letter", "Music"])

  private var media: MediaDevices { navigator().mediaDevices }

  private func navigator(_ permissions: any PermissionPolicy = SystemPermission()) -> Navigator {
    Navigator(
      devices: DeviceSet(cameras: [], microphones: [], displays: display), permissions: permissions)
  }

  /// The settings of a track for some options; stops the track.
  private func settings(_ options: DisplayMediaStreamOptions) async throws -> MediaTrackSettings {
    let stream: MediaStream = try await media.getDisplayMedia(options)
    let track = try #require(stream.getVideoTracks().first)
    defer { track.stop() }
    return track.getSettings()
  }

  @Test(
    arguments: [
      .init(video: false), .init(video: false, audio: true),
      .init(video: .init(advanced: [])), .init(video: .init(advanced: [.init(width: 5)])),
      .init(video: .init(width: .init(min: 1))), .init(video: .init(height: .exact(100))),
      .init(video: .init(frameRate: .init(min: 1, max: 2))),
      .init(video: .init(displaySurface: .exact("window"))),
      .init(video: .init(cursor: .exact("never"))),
      .init(audio: .init(advanced: [])),
    ] as [DisplayMediaStreamOptions])
  func whatCannotTellAPersonWhatToChooseIsATypeError(options: DisplayMediaStreamOptions) async {
    await #expect(throws: TypeError.self) { _ = try await settings(options) }
    #expect(display.configurations.isEmpty)
  }

  @Test(
    arguments: [
      (.init(width: .init(max: 0)), "width"), (.init(height: .init(max: 0)), "height"),
      (.init(frameRate: .init(max: 0)), "frameRate"),
      (.init(aspectRatio: .init(max: 0)), "aspectRatio"),
    ] as [(MediaTrackConstraintSet, String)])
  func aLimitThatNothingCanMeet(set: MediaTrackConstraintSet, property: String) async {
    let error = await #expect(throws: OverconstrainedError.self) {
      _ = try await settings(.init(video: .init(MediaTrackConstraints(basic: set))))
    }
    #expect(error?.constraint == property)
  }

  @Test func theWholeScreenWithoutSoundByDefault() async throws {
    let stream: MediaStream = try await media.getDisplayMedia(.init(audio: true))
    #expect(stream.getTracks().count == 1)
    let track = try #require(stream.getVideoTracks().first)
    #expect(track.label == "Entire screen")
    let settings = track.getSettings()
    #expect((settings.width, settings.height) == (1280, 720))
    #expect(settings.frameRate == 30)
    #expect(settings.resizeMode == VideoResizeMode.none)
    #expect(settings.displaySurface == .monitor)
    #expect(settings.logicalSurface == false)
    #expect(settings.cursor == .always)
    #expect(settings.facingMode == nil)
    let capabilities = track.getCapabilities()
    #expect(capabilities.width == 2...1280)
    #expect(capabilities.height == 1...720)
    let ratio = try #require(settings.aspectRatio)
    #expect(capabilities.aspectRatio == ratio...ratio)
    #expect(capabilities.frameRate == 0.001...60)
    #expect(capabilities.displaySurface == .monitor)
    #expect(capabilities.cursor == [.always, .motion, .never])
    #expect(display.configurations.map(\.cursor) == [.always])
    track.stop()
  }

  /// The whole picture is scaled, whatever sides are requested.
  @Test(
    arguments: [
      (.init(width: 640), 640, 360), (.init(height: 180), 320, 180),
      (.init(width: .init(max: 640), height: .init(max: 640)), 640, 360),
      (.init(width: .init(max: 2000), height: .init(max: 90)), 160, 90),
      (.init(width: 5000, height: 5000), 1280, 720),
      (.init(width: 641), 641, 361), (.init(aspectRatio: 1), 1280, 720),
      (.init(width: .init(max: 1)), 1, 1), (.init(facingMode: .exact("user")), 1280, 720),
    ] as [(MediaTrackConstraintSet, Int, Int)])
  func neverCropped(set: MediaTrackConstraintSet, width: Int, height: Int) async throws {
    let settings = try await settings(.init(video: .init(MediaTrackConstraints(basic: set))))
    #expect((settings.width, settings.height) == (width, height))
    #expect(settings.resizeMode == (width == 1280 ? VideoResizeMode.none : .cropAndScale))
  }

  @Test func framesHaveTheTracksSize() async throws {
    let stream: MediaStream = try await media.getDisplayMedia(.init(video: .init(width: 641)))
    let track = try #require(stream.getVideoTracks().first)
    var frames = track.videoFrames().makeAsyncIterator()
    display.show(100)
    let frame = try #require(await frames.next())
    #expect((frame.codedWidth, frame.codedHeight) == (641, 361))
    #expect(frame.withPlane(0) { $0.byteCount } == 641 * 361 * 4)
    track.stop()
  }

  @Test(arguments: [(5.0, 5.0), (100, 60), (0.5, 0.5)])
  func theRateIsAnyUpToTheDisplays(wished: Double, given: Double) async throws {
    #expect(try await settings(.init(video: .init(frameRate: .init(wished)))).frameRate == given)
    #expect(display.configurations.last?.frameRate?.framesPerSecond == given)
  }

  @Test func theCursorIsASetting() async throws {
    #expect(try await settings(.init(video: .init(cursor: "never"))).cursor == .never)
    #expect(try await settings(.init(video: .init(cursor: "motion"))).cursor == .motion)
    #expect(try await settings(.init(video: .init(cursor: "sometimes"))).cursor == .always)
    #expect(display.configurations.map(\.cursor) == [.never, .motion, .always])
  }

  @Test func whatIsPreferredIsOfferedFirst() async throws {
    let window = try await settings(.init(video: .init(displaySurface: "window")))
    #expect((window.deviceId, window.displaySurface) == ("window:7", .window))
    #expect(window.logicalSurface == true)
    // There are no tabs: it's only a preference.
    #expect(
      try await settings(.init(video: .init(displaySurface: "browser"))).deviceId == "screen:0")
    #expect(try await settings(.init(video: .init(deviceId: "window:8"))).deviceId == "window:8")
  }

  @Test(arguments: [
    ("screen", "screen:0"), ("screen:0", "screen:0"), ("window", "window:7"),
    ("window:8", "window:8"), ("window:0x8", "window:8"), ("window:Music", "window:8"),
  ])
  func aProgramCanNameTheSurface(name: String, id: String) async throws {
    #expect(try await settings(.init(surface: name)).deviceId == id)
  }

  @Test(arguments: ["window:9", "window:0x", "screen:1", "", "Music", "window:music"])
  func aNameThatNothingHas(name: String) async {
    let error = await #expect(throws: DOMException.self) {
      _ = try await settings(.init(surface: name))
    }
    #expect(error?.name == "NotFoundError")
  }

  @Test func constraintsCanBeAppliedLater() async throws {
    let stream: MediaStream = try await media.getDisplayMedia()
    let track = try #require(stream.getVideoTracks().first)
    try await track.applyConstraints(
      .init(width: .exact(320), frameRate: .exact(10), cursor: .exact("never")))
    #expect((track.getSettings().width, track.getSettings().height) == (320, 180))
    #expect(track.getSettings().frameRate == 10)
    #expect(track.getSettings().cursor == .never)
    for wrong: MediaTrackConstraints in [
      .init(width: .exact(320), height: .exact(320)), .init(width: .init(min: 1281)),
      .init(frameRate: .init(min: 61)), .init(cursor: .exact("often")),
    ] {
      await #expect(throws: OverconstrainedError.self) { try await track.applyConstraints(wrong) }
    }
    #expect(track.getSettings().width == 320)
    // The kind of surface can't make a request fail.
    try await track.applyConstraints(.init(displaySurface: .exact("browser")))
    #expect(track.getSettings().width == 1280)
    track.stop()
  }

  @Test func byAPromise() async throws {
    let asked = media.promises.getDisplayMedia(.init(video: .init(width: 640)))
    let stream = try await asked.value
    #expect(stream.getVideoTracks().first?.getSettings().height == 360)
    for track in stream.getTracks() { track.stop() }
    let wrong = media.promises.getDisplayMedia(.init(video: false))
    await #expect(throws: TypeError.self) { _ = try await wrong.value }
  }

  @Test func displaysAreNoDevicesToBeListed() async throws {
    let synthetic = Navigator(devices: .synthetic)
    let stream: MediaStream = try await synthetic.mediaDevices.getDisplayMedia()
    let listed: [MediaDeviceInfo] = await synthetic.mediaDevices.enumerateDevices()
    #expect(!listed.contains { $0.label.contains("screen") })
    let track = try #require(stream.getVideoTracks().first)
    #expect(track.label == "Synthetic screen")
    var frames = track.videoFrames().makeAsyncIterator()
    #expect(await frames.next()?.codedWidth == 1280)
    track.stop()
  }

  @Test func withoutADisplayNoCameraIsTakenForIt() async throws {
    let cameras = WatchedDriver()
    let gone = StandInDisplay(
      failure: CaptureError(.notFound, device: "display :9", "cannot be reached"))
    for displays in [gone, nil] {
      let devices = DeviceSet(cameras: [cameras], microphones: [cameras], displays: displays)
      let error = await #expect(throws: DOMException.self) {
        let _: MediaStream = try await Navigator(devices: devices).mediaDevices.getDisplayMedia()
      }
      #expect(error?.name == "NotFoundError")
    }
    // Nothing was opened before: this is the first.
    let stream: MediaStream = try await Navigator(
      devices: DeviceSet(cameras: [cameras], microphones: [])
    ).mediaDevices.getUserMedia(.init(video: true))
    var calls = cameras.calls.makeAsyncIterator()
    #expect(await calls.next() == "open")
    #expect(await calls.next()?.hasPrefix("start") == true)
    for track in stream.getTracks() { track.stop() }
    #expect(await calls.next() == "close")
  }
}
