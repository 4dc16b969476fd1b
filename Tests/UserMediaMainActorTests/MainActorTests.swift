import Dispatch
import Testing
import UserMedia
import UserMediaMainActor

/// What a program under `defaultIsolation(MainActor.self)` has: state of the main actor.
private final class Program {
  var notes: [String] = []
  var frames = 0

  /// Waits until `isTrue`, which closures on the main queue make it.
  func wait(until isTrue: () -> Bool) async throws {
    while !isTrue() { try await Task.sleep(for: .milliseconds(1)) }
  }
}

/// Where a navigator calls back: the library's own queue, or the main one.
nonisolated enum CallbackQueue: CaseIterable, CustomTestStringConvertible {
  case own, main

  var queue: DispatchQueue {
    self == .main ? .main : DispatchQueue(label: "UserMediaMainActorTests")
  }
  var testDescription: String { self == .main ? "main" : "own" }
}

/// Callbacks, handlers and reactions touch the program's state without a hop.
@Suite(.timeLimit(.minutes(5))) struct MainActorTests {
  private let program = Program()
  private let driver = SyntheticDriver()
  private static let camera = "synthetic-camera:Synthetic front camera"

  private func navigator(_ queue: CallbackQueue) -> Navigator {
    Navigator(
      devices: DeviceSet(cameras: [driver], microphones: [driver]), callbackQueue: queue.queue)
  }

  @Test(arguments: CallbackQueue.allCases)
  func handlers(queue: CallbackQueue) async throws {
    let media = navigator(queue).mediaDevices
    let track = try await media.getUserMedia(.init(video: true)).getVideoTracks()[0]
    track.onmute = { event in program.notes.append("\(event.type) of \(event.target.kind)") }
    track.onunmute = { program.notes.append("unmute") }
    track.addEventListener(.unmute) { event in program.notes.append("heard \(event.type)") }
    track.addEventListener(.unmute, once: true) { program.notes.append("heard") }
    driver.inject(.muted, into: Self.camera)
    driver.clear(.muted, of: Self.camera)
    try await program.wait { program.notes.count == 4 }
    #expect(program.notes == ["mute of video", "unmute", "heard unmute", "heard"])
    track.onmute = nil
    #expect(track.onmute == nil)
  }

  /// A function of the program is a handler as it stands.
  @Test func functions() async throws {
    let stream = MediaStream()
    stream.onaddtrack = { _ in }
    let track = try await navigator(.own).mediaDevices.getUserMedia(.init(audio: true))
      .getAudioTracks()[0]
    track.onended = note(_:)
    driver.inject(.unplugged, into: "synthetic-microphone:Synthetic microphone")
    try await program.wait { program.notes == ["ended"] }
  }

  private func note(_ event: MediaEvent<MediaStreamTrack>) { program.notes.append("\(event.type)") }

  @Test func whatWasAssignedIsRead() async throws {
    let track = try await navigator(.main).mediaDevices.getUserMedia(.init(video: true))
      .getVideoTracks()[0]
    track.onended = { program.notes.append("ended") }
    let handler: (@MainActor () -> Void)? = track.onended
    handler?()
    #expect(program.notes == ["ended"])
  }

  @Test(arguments: CallbackQueue.allCases)
  func reactions(queue: CallbackQueue) async throws {
    let media = navigator(queue).mediaDevices
    media.promises.getUserMedia(.init(video: true))
      .then { stream in
        program.notes.append("stream")
        return stream.getVideoTracks()[0]
      }
      .then { (track: MediaStreamTrack) in
        program.notes.append("\(track.kind)")
        return media.promises.enumerateDevices()
      }
      .then { devices in program.notes.append("\(devices.count) devices") }
      .finally { program.notes.append("finally") }
    try await program.wait { program.notes.last == "finally" }
    let count = await media.enumerateDevices().count
    #expect(program.notes == ["stream", "video", "\(count) devices", "finally"])
  }

  @Test(arguments: CallbackQueue.allCases)
  func rejections(queue: CallbackQueue) async throws {
    let media = navigator(queue).mediaDevices
    let impossible = MediaStreamConstraints(video: .init(width: .init(min: 100_000)))
    media.promises.getUserMedia(impossible)
      .then { _ in program.notes.append("never") }
      .catch { error in program.notes.append((error as? any NamedError)?.name ?? "") }
    try await program.wait { program.notes == ["OverconstrainedError"] }
    let name = try await media.promises.getUserMedia(impossible)
      .then(
        { stream in stream.id },
        { _ in
          program.notes.append("second")
          return "none"
        }
      ).value
    #expect(name == "none")
    let recovered = try await Promise<Int>.reject(TypeError("no"), on: queue.queue)
      .catch { error in
        program.notes.append("third")
        return Promise.resolve(7)
      }.value
    #expect(recovered == 7)
    #expect(program.notes == ["OverconstrainedError", "second", "third"])
  }

  @Test(arguments: CallbackQueue.allCases)
  func callbacks(queue: CallbackQueue) async throws {
    let navigator = navigator(queue)
    navigator.getUserMedia(
      MediaStreamConstraints(audio: true), { stream in program.notes.append("typed") },
      { error in program.notes.append(error.name) })
    try await program.wait { program.notes == ["typed"] }
    navigator.getUserMedia(
      ["audio": true], { stream in program.notes.append("legacy") },
      { error in program.notes.append(error.name) })
    try await program.wait { program.notes.last == "legacy" }
    navigator.webkitGetUserMedia(
      ["video": ["mandatory": ["minWidth": 100_000]]], { stream in program.notes.append("never") },
      { error in program.notes.append(error.constraintName) })
    try await program.wait { program.notes.last == "minWidth" }
    navigator.mozGetUserMedia(
      ["video": ["width": ["min": 100_000], "require": ["width"]]],
      { stream in program.notes.append("never") }, { error in program.notes.append(error.name) })
    try await program.wait { program.notes.last == "NotFoundError" }
    navigator.msGetUserMedia(
      ["audio": true], { stream in program.notes.append("ms") },
      { error in program.notes.append(error.name) })
    try await program.wait { program.notes.last == "ms" }
    #expect(program.notes.count == 5)
  }

  @Test func frames() async throws {
    let stream = try await navigator(.own).mediaDevices.getUserMedia(
      .init(audio: true, video: true))
    let pictures = stream.getVideoTracks()[0].onVideoFrame { frame in
      program.frames += frame.codedWidth > 0 ? 1 : 0
    }
    let sound = stream.getAudioTracks()[0].onAudioData { data in
      program.notes.append("\(data.numberOfChannels)")
    }
    let video = VideoElement()
    video.srcObject = stream
    video.onplaying = { program.notes.append("playing") }
    try await video.play()
    var presented = 0
    video.requestVideoFrameCallback { frame, metadata in presented = metadata.presentedFrames }
    try await program.wait {
      program.frames > 2 && presented > 0 && program.notes.contains("playing")
        && program.notes.contains("1")
    }
    await pictures.cancelAndWait()
    await sound.cancelAndWait()
  }

  /// On a navigator of the main queue nothing comes between an event and its handler, so that the
  /// handlers that a reaction installs miss nothing.
  @Test func theMainQueueIsNotLeft() async throws {
    let track = try await navigator(.main).mediaDevices.getUserMedia(.init(video: true))
      .getVideoTracks()[0]
    track.addEventListener(.mute) { program.notes.append("first") }
    track.dispatchEvent(MediaEvent(.mute, target: track))
    DispatchQueue.main.async { self.program.notes.append("second") }
    try await program.wait { program.notes.count == 2 }
    #expect(program.notes == ["first", "second"])
  }
}
