#if Recording
import Testing
import UserMedia

/// A stream to record, and the names of a recorder's events.
private struct Recording {
  let page = Page()
  let stream: MediaStream

  init(_ constraints: ConstraintValue = ["audio": true, "video": true]) async throws {
    stream = try await page.getUserMedia(constraints)
  }

  /// The events up to `stop`, without what timing decides.
  static func names(_ events: EventSequence<MediaRecorder>) async -> [String] {
    var names: [String] = []
    for await event in events where event.type != .overload {
      names.append(event.type.rawValue)
      if event.type == .stop { break }
    }
    return names
  }
}

/// A call's error, by name.
private func failure(_ call: () throws(DOMException) -> Void) -> String? {
  do throws(DOMException) {
    try call()
    return nil
  } catch {
    return error.name
  }
}

@Suite("mediastream-recording/MediaRecorder-creation", .timeLimit(.minutes(5)))
struct MediaRecorderCreation {
  @Test func attributesOfANewRecorder() async throws {
    for constraints in [
      ["video": true], ["audio": true], ["audio": true, "video": true],
    ] as [ConstraintValue] {
      let stream = try await Recording(constraints).stream
      let recorder = try MediaRecorder(stream)
      #expect(recorder.stream === stream && recorder.state == .inactive)
      #expect(recorder.mimeType == "")
      #expect(recorder.ondataavailable == nil && recorder.onerror == nil)
    }
  }
}

@Suite("mediastream-recording/MediaRecorder-start", .timeLimit(.minutes(5)))
struct MediaRecorderStart {
  @Test func startingChangesTheStateAndThenFiresStart() async throws {
    let recorder = try MediaRecorder(try await Recording().stream)
    let events = recorder.events(.start)
    try recorder.start()
    #expect(recorder.state == .recording)
    #expect(await events.next()?.type == .start)
    #expect(recorder.mimeType != "")
    recorder.stop()
  }

  @Test func aStreamWithoutALiveTrackIsRefused() async throws {
    #expect(
      failure { () throws(DOMException) in try MediaRecorder(MediaStream()).start() }
        == "NotSupportedError")
  }
}

@Suite("mediastream-recording/MediaRecorder-stop", .timeLimit(.minutes(5)))
struct MediaRecorderStop {
  @Test func endedTracksStopTheRecorder() async throws {
    let stream = try await Recording().stream
    let recorder = try MediaRecorder(stream)
    let events = recorder.events()
    try recorder.start()
    for track in stream.getTracks() { track.stop() }
    #expect(await Recording.names(events) == ["start", "dataavailable", "stop"])
    #expect(recorder.state == .inactive)
  }

  @Test func stoppingTwiceFiresOnce() async throws {
    let recorder = try MediaRecorder(try await Recording().stream)
    let events = recorder.events()
    recorder.stop()
    try recorder.start()
    recorder.stop()
    recorder.stop()
    #expect(await Recording.names(events) == ["start", "dataavailable", "stop"])
  }
}

@Suite("mediastream-recording/MediaRecorder-pause-resume", .timeLimit(.minutes(5)))
struct MediaRecorderPauseResume {
  @Test func pauseAndResumeFireOnceEach() async throws {
    let recorder = try MediaRecorder(try await Recording().stream)
    let events = recorder.events()
    try recorder.start()
    try recorder.pause()
    try recorder.pause()
    #expect(recorder.state == .paused)
    try recorder.resume()
    try recorder.resume()
    #expect(recorder.state == .recording)
    recorder.stop()
    #expect(await Recording.names(events) == ["start", "pause", "resume", "dataavailable", "stop"])
  }
}

@Suite("mediastream-recording/MediaRecorder-error", .timeLimit(.minutes(5)))
struct MediaRecorderError {
  @Test func aChangedSetOfTracksIsAnError() async throws {
    let stream = try await Recording().stream
    let recorder = try MediaRecorder(stream)
    let events = recorder.events()
    try recorder.start()
    stream.removeTrack(stream.getAudioTracks()[0])
    #expect(await Recording.names(events) == ["start", "error", "dataavailable", "stop"])
    #expect(recorder.state == .inactive)
  }
}

@Suite("mediastream-recording/MediaRecorder-events-and-exceptions", .timeLimit(.minutes(5)))
struct MediaRecorderEventsAndExceptions {
  @Test func callsInTheWrongStateThrow() async throws {
    let recorder = try MediaRecorder(try await Recording().stream)
    #expect(failure(recorder.pause) == "InvalidStateError")
    #expect(failure(recorder.resume) == "InvalidStateError")
    #expect(failure(recorder.requestData) == "InvalidStateError")
    try recorder.start()
    #expect(failure { () throws(DOMException) in try recorder.start() } == "InvalidStateError")
    try recorder.requestData()
    recorder.stop()
  }
}

@Suite("mediastream-recording/MediaRecorder-mimetype", .timeLimit(.minutes(5)))
struct MediaRecorderMIMEType {
  @Test func unsupportedTypesAreRefused() async throws {
    let stream = try await Recording().stream
    for type in ["video/invalid", "audio/invalid", "invalid", "video/webm;codecs=invalid"] {
      #expect(!MediaRecorder.isTypeSupported(type))
      #expect(
        failure { () throws(DOMException) in
          _ = try MediaRecorder(stream, .init(mimeType: type))
        } == "NotSupportedError")
    }
    #expect(MediaRecorder.isTypeSupported(""))
  }

  @Test func anAudioTypeDoesNotRecordVideo() async throws {
    let recorder = try MediaRecorder(try await Recording().stream, .init(mimeType: "audio/webm"))
    #expect(recorder.mimeType == "audio/webm")
    #expect(failure { () throws(DOMException) in try recorder.start() } == "NotSupportedError")
  }

  @Test func theTypeIsCompleteOnceStarted() async throws {
    let recorder = try MediaRecorder(
      try await Recording(["audio": true]).stream, .init(mimeType: "video/webm"))
    try recorder.start()
    #expect(recorder.mimeType == "audio/webm;codecs=opus")
    recorder.stop()
  }
}

@Suite("mediastream-recording/MediaRecorder-bitrate", .timeLimit(.minutes(5)))
struct MediaRecorderBitrate {
  @Test func targetsAreTaken() async throws {
    let stream = try await Recording().stream
    let recorder = try MediaRecorder(
      stream, .init(audioBitsPerSecond: 50_000, videoBitsPerSecond: 500_000))
    try recorder.start()
    #expect(recorder.audioBitsPerSecond == 50_000 && recorder.videoBitsPerSecond == 500_000)
    recorder.stop()
    let total = try MediaRecorder(stream, .init(bitsPerSecond: 600_000))
    #expect(total.audioBitsPerSecond + total.videoBitsPerSecond == 600_000)
  }
}

@Suite("mediastream-recording/MediaRecorder-disabled-tracks", .timeLimit(.minutes(5)))
struct MediaRecorderDisabledTracks {
  @Test func disabledTracksAreRecorded() async throws {
    let stream = try await Recording().stream
    for track in stream.getTracks() { track.enabled = false }
    let recorder = try MediaRecorder(stream)
    let events = recorder.events(.dataavailable)
    try recorder.start(timeslice: 500)
    var blob = await events.next()?.data
    while blob?.bytes.isEmpty == true { blob = await events.next()?.data }
    #expect(blob != nil)
    recorder.stop()
  }
}
#endif
