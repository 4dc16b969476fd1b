import UserMedia
import UserMediaLegacy

/// The removed members in MIGRATION.md and their replacements, verbatim.
struct RemovedMemberSnippets {
  let navigator: Navigator
  let use: @Sendable (MediaStream) -> Void
  let print: @Sendable (Any...) -> Void

  @available(*, deprecated)
  func stopBefore(_ stream: MediaStream) {
    stream.stop()
  }

  @available(*, deprecated)
  func endBefore(_ stream: MediaStream) {
    stream.onended = { event in print("the end of \(event.target.label)") }
  }

  func end(_ stream: MediaStream) {
    for track in stream.getTracks() {
      track.onended = { event in print("the end of \(event.target.label)") }
    }
  }

  func listener(_ track: MediaStreamTrack) {
    let listener = track.addEventListener(.mute) { event in print("\(event.target.label) is mute") }
    track.removeEventListener(.mute, listener)
  }

  func loop(_ track: MediaStreamTrack) async {
    for await event in track.events(.mute, .unmute) {
      print("\(event.type)")
    }
  }

  @available(*, deprecated)
  func smallerBefore(_ stream: MediaStream) {
    for index in 0..<stream.videoTracks.length {
      if let track = stream.videoTracks.item(index), track.readyState == MediaStreamTrack.LIVE {
        track.applyConstraints(
          ["mandatory": ["maxWidth": 320]],
          { print("smaller") },
          { error in print(error.name) })
      }
    }
  }

  func smaller(_ stream: MediaStream) async throws {
    for track in stream.getVideoTracks() where track.readyState == .live {
      try await track.applyConstraints(.init(width: .init(max: 320)))
      print("smaller")
    }
  }

  @available(*, deprecated)
  func sources() {
    MediaStreamTrack.getSources { sources in
      for source in sources where source.kind == "video" { print(source.label, source.id) }
    }
  }

  @available(*, deprecated)
  func mediaDevices() {
    navigator.getMediaDevices { devices in
      for device in devices where device.kind == .videoinput {
        print(device.label, device.deviceId)
      }
    }
  }

  // swift-format-ignore
  func devices() async {
    for device in await navigator.mediaDevices.enumerateDevices() where device.kind == .videoinput {
      print(device.label, device.deviceId)
    }
  }

  func deviceChange() {
    navigator.mediaDevices.ondevicechange = { event in
      for device in event.userInsertedDevices { print("new: \(device.label)") }
    }
  }

  static func manifest(_ path: String) throws -> Navigator {
    let manifest = try PermissionManifest(path: path)
    let navigator = Navigator(
      permissions: ManifestPermission(manifest, then: AskPermission(manifest: manifest)))
    return navigator
  }

  @available(*, deprecated)
  func objectURL(_ video: VideoElement, _ stream: MediaStream) {
    video.src = window.URL.createObjectURL(stream)
    video.onloadedmetadata = { event in event.target.promises.play() }
  }

  @available(*, deprecated)
  func mozSrcObject(_ video: VideoElement, _ stream: MediaStream) {
    video.mozSrcObject = stream
  }

  func srcObject(_ video: VideoElement, _ stream: MediaStream) async throws {
    video.srcObject = stream
    try await video.play()
  }

  func frames(_ video: VideoElement) {
    video.requestVideoFrameCallback { frame, metadata in
      print(metadata.width, metadata.height, metadata.mediaTime)
    }
  }

  @available(*, deprecated)
  func string() throws {
    try navigator.getUserMedia("audio,video user") { stream in use(stream) }
  }

  @available(*, deprecated)
  func codes() throws {
    try navigator.getUserMedia(
      ["audio": true, "video": true],
      { stream in use(stream) },
      { (code: Int) in if code == NavigatorUserMediaError.PERMISSION_DENIED { print("denied") } })
  }

  @available(*, deprecated)
  func strings() throws {
    try navigator.mozGetUserMedia(
      ["video": true],
      { stream in use(stream) },
      { (error: String) in if error == "PERMISSION_DENIED" { print("denied") } })
  }

  func denied() async throws {
    do {
      use(try await navigator.mediaDevices.getUserMedia(.init(video: true)))
    } catch let error as DOMException where error.name == "NotAllowedError" {
      print("denied")
    }
  }

  static func partial(_ ownDevices: [MediaDeviceInfo]) -> Navigator {
    let entryPoint = EntryPoint(dialect: .mozMandatory) { constraints, success, failure in
      failure(LegacyError.string("PERMISSION_DENIED"))  // NotAllowedError
    }
    let partial = Navigator(
      mediaDevices: PartialMediaDevices(enumerateDevices: { ownDevices }),
      entryPoints: EntryPoints(getUserMedia: entryPoint))
    return partial
  }
}
