#if Recording
import FileTestSupport
import Foundation
import Testing
import UserMediaSynthetic

@testable import UserMedia

/// MediaRecorder's states, events and data (MediaStream Recording, 2).
@Suite struct MediaRecorderTests {
  private let driver = SyntheticDriver()
  private let navigator: Navigator
  private let directory: TemporaryDirectory
  private static let camera = "synthetic-camera:Synthetic front camera"
  private static let microphone = "synthetic-microphone:Synthetic microphone"

  init() throws {
    navigator = Navigator(devices: DeviceSet(cameras: [driver], microphones: [driver]))
    directory = try TemporaryDirectory()
  }

  private func stream(audio: Bool = true, video: Bool = true) async throws -> MediaStream {
    try await navigator.mediaDevices.getUserMedia(
      .init(
        audio: audio ? true : false,
        video: video
          ? .init(width: .exact(320), height: .exact(180), frameRate: .exact(30)) : false))
  }

  /// Waits until so much more is recorded, with a few pictures if they come.
  private func wait(
    _ recorder: MediaRecorder, seconds: Double, pictures: Int = 5
  ) async throws {
    let (end, count) = (
      recorder.stats.duration + Int64(seconds * 1_000_000),
      recorder.stats.encodedVideoFrames + pictures
    )
    while recorder.stats.duration < end || recorder.stats.encodedVideoFrames < count {
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// The file made of all data up to the stop, and the events' names.
  private func outcome(
    _ events: EventSequence<MediaRecorder>
  ) async -> (names: [String], blobs: [Blob], timecodes: [Double]) {
    var (names, blobs, timecodes) = ([String](), [Blob](), [Double]())
    for await event in events {
      names.append(event.type.rawValue + (event.error.map { " \($0.name)" } ?? ""))
      if let data = event.data {
        blobs.append(data)
        timecodes.append(event.timecode)
      }
      if event.type == .stop { break }
    }
    return (names, blobs, timecodes)
  }

  @Test func theDataComesWhenItStops() async throws {
    let recorder = try MediaRecorder(try await stream())
    let events = recorder.events()
    #expect(recorder.state == .inactive && recorder.mimeType == "")
    try recorder.start()
    #expect(recorder.state == .recording)
    #expect(recorder.mimeType == "video/webm;codecs=vp8,opus")
    #expect(recorder.videoBitsPerSecond > 0 && recorder.audioBitsPerSecond == 64000)
    try await wait(recorder, seconds: 1.5)
    recorder.stop()
    #expect(recorder.state == .inactive)
    let (names, blobs, _) = await outcome(events)
    #expect(names == ["start", "dataavailable", "stop"])
    #expect(blobs.count == 1 && blobs[0].type == recorder.mimeType)
    let path = try directory.write(#require(blobs.first).bytes, "blob.webm")
    try Tool.decode(path)
    // It has its duration, which what browsers record has not.
    #expect(try #require(try Probe(path).duration) > 1.3)
  }

  @Test func timeslicesMakeTheSameFile() async throws {
    let recorder = try MediaRecorder(try await stream())
    let events = recorder.events()
    try recorder.start(timeslice: 200)
    try await wait(recorder, seconds: 1.5)
    try recorder.requestData()
    recorder.stop()
    let (names, blobs, timecodes) = await outcome(events)
    #expect(names.first == "start" && names.last == "stop")
    #expect(Set(names) == ["start", "dataavailable", "stop"])
    #expect(blobs.count >= 4)
    #expect(timecodes == timecodes.sorted() && timecodes[0] == 0)
    let path = try directory.write(blobs.flatMap(\.bytes), "slices.webm")
    try Tool.decode(path)
    #expect(try Probe(path).times("video").count >= 5)
  }

  @Test func pausesAreLeftOut() async throws {
    let recorder = try MediaRecorder(try await stream())
    let events = recorder.events()
    try recorder.start()
    try await wait(recorder, seconds: 0.8)
    try recorder.pause()
    #expect(recorder.state == .paused)
    try recorder.pause()
    try await Task.sleep(for: .milliseconds(1500))
    try recorder.resume()
    #expect(recorder.state == .recording)
    try recorder.resume()
    try await wait(recorder, seconds: 0.8)
    recorder.stop()
    let (names, blobs, _) = await outcome(events)
    #expect(names == ["start", "pause", "resume", "dataavailable", "stop"])
    let path = try directory.write(#require(blobs.first).bytes, "paused.webm")
    let probe = try Probe(path)
    let recorded = Double(recorder.stats.duration) / 1_000_000
    #expect(abs(try #require(probe.duration) - recorded) < 0.3)
    let times = probe.times("video")
    #expect(zip(times, times.dropFirst()).allSatisfy { $1 - $0 < 1 })
    try Tool.decode(path)
  }

  @Test func callsInTheWrongStateAreRefused() async throws {
    let recorder = try MediaRecorder(try await stream())
    for call in [recorder.pause, recorder.resume, recorder.requestData] {
      let error = #expect(throws: DOMException.self) { try call() }
      #expect(error?.name == "InvalidStateError")
    }
    recorder.stop()
    try recorder.start()
    let error = #expect(throws: DOMException.self) { try recorder.start() }
    #expect(error?.name == "InvalidStateError")
    try await recorder.finish()
    #expect(recorder.state == .inactive)
    // It can start again.
    let events = recorder.events(.dataavailable, .stop)
    try recorder.start()
    try await wait(recorder, seconds: 0.5)
    recorder.stop()
    let (_, blobs, _) = await outcome(events)
    try Tool.decode(directory.write(#require(blobs.first).bytes, "again.webm"))
  }

  @Test func whatCannotBeRecordedIsRefused() async throws {
    let stream = try await stream()
    for type in [
      "video/mpeg", "video/webm;codecs=\"vp8,mp3\"", "audio/webm;codecs=vp8", "nonsense",
      "video/webm;codecs=vp8,vp9",
    ] {
      #expect(!MediaRecorder.isTypeSupported(type))
      let error = #expect(throws: DOMException.self) {
        try MediaRecorder(stream, .init(mimeType: type))
      }
      #expect(error?.name == "NotSupportedError")
    }
    for type in [
      "", "video/webm", "VIDEO/WebM; codecs=\"VP8, Opus\"", "audio/webm;codecs=opus",
      "video/webm;codecs=vp9", "video/x-matroska", "video/webm; codecs=vp09.00.10.08",
    ] {
      #expect(MediaRecorder.isTypeSupported(type), "\(type)")
    }
    let audioOnly = try MediaRecorder(stream, .init(mimeType: "audio/webm"))
    let error = #expect(throws: DOMException.self) { try audioOnly.start() }
    #expect(error?.name == "NotSupportedError")
    for track in stream.getTracks() { track.stop() }
    let ended = #expect(throws: DOMException.self) { try MediaRecorder(stream).start() }
    #expect(ended?.name == "NotSupportedError")
  }

  @Test func itStopsWithTheLastTrack() async throws {
    let stream = try await stream()
    let recorder = try MediaRecorder(stream)
    let events = recorder.events()
    try recorder.start()
    try await wait(recorder, seconds: 0.7)
    stream.getAudioTracks()[0].stop()
    try await wait(recorder, seconds: 0.7)
    #expect(recorder.state == .recording)
    driver.inject(.unplugged, into: Self.camera)
    let (names, blobs, _) = await outcome(events)
    #expect(names == ["start", "dataavailable", "stop"])
    let path = try directory.write(#require(blobs.first).bytes, "ended.webm")
    try Tool.decode(path)
    let probe = try Probe(path)
    let (video, audio) = (probe.times("video"), probe.times("audio"))
    #expect(try #require(video.last) > (try #require(audio.last)) + 0.3)
  }

  @Test func anotherTrackEndsItWithAnError() async throws {
    for isAdded in [true, false] {
      let stream = try await stream()
      let recorder = try MediaRecorder(stream)
      let events = recorder.events()
      try recorder.start()
      try await wait(recorder, seconds: 0.5)
      let track = stream.getAudioTracks()[0]
      if isAdded { stream.addTrack(track.clone()) } else { stream.removeTrack(track) }
      let (names, blobs, _) = await outcome(events)
      #expect(names == ["start", "error InvalidModificationError", "dataavailable", "stop"])
      try Tool.decode(directory.write(#require(blobs.first).bytes, "changed.webm"))
    }
  }

  @Test func mutedAndDisabledTracksAreBlackAndSilent() async throws {
    let stream = try await stream()
    let recorder = try MediaRecorder(stream)
    let events = recorder.events(.dataavailable, .stop)
    try recorder.start()
    try await wait(recorder, seconds: 1)
    for track in stream.getTracks() { track.enabled = false }
    try await wait(recorder, seconds: 1)
    for track in stream.getTracks() { track.enabled = true }
    try await wait(recorder, seconds: 1)
    driver.inject(.muted, into: Self.camera)
    driver.inject(.muted, into: Self.microphone)
    while !stream.getTracks().allSatisfy(\.muted) { try await Task.sleep(for: .milliseconds(10)) }
    try await wait(recorder, seconds: 2.5, pictures: 0)
    recorder.stop()
    let (_, blobs, _) = await outcome(events)
    let path = try directory.write(#require(blobs.first).bytes, "dark.webm")
    try Tool.decode(path)
    let pictures = try Decoded.pictures(path, width: 320, height: 180)
    let isBlack = pictures.map { $0.unsafePlane(0).max() ?? 255 < 40 }
    // A pattern, black, a pattern, black.
    let runs = isBlack.indices.dropFirst().filter { isBlack[$0] != isBlack[$0 - 1] }.count
    #expect(runs == 3)
    #expect(isBlack.first == false && isBlack.last == true)
    let samples = try Decoded.samples(path)
    let duration = Double(recorder.stats.duration) / 1_000_000
    #expect(abs(Double(samples.count) / 48000 - duration) < 1.5)
    #expect(samples.suffix(24_000).allSatisfy { abs($0) < 0.001 })
    #expect(amplitude(of: 440, in: samples[12_000..<36_000]) > 0.08)
  }

  @Test func anotherSizeIsFittedIntoTheFirst() async throws {
    let stream = try await stream(audio: false)
    let track = stream.getVideoTracks()[0]
    let recorder = try MediaRecorder(stream)
    let events = recorder.events(.dataavailable, .stop)
    try recorder.start()
    try await wait(recorder, seconds: 1)
    try await track.applyConstraints(.init(width: .exact(160), height: .exact(120)))
    try await wait(recorder, seconds: 1)
    recorder.stop()
    let (_, blobs, _) = await outcome(events)
    let path = try directory.write(#require(blobs.first).bytes, "sizes.webm")
    let probe = try Probe(path)
    #expect(probe.streams[0].width == 320 && probe.streams[0].height == 180)
    try Tool.decode(path)
    let last = try #require(try Decoded.pictures(path, width: 320, height: 180).last)
    // Black bars at the sides of 4:3.
    #expect(last.unsafePlane(0)[90 * 320 + 4] < 40)
  }

  @Test func aRecorderThatNobodyHoldsGoesOn() async throws {
    let path = directory.path("alone.webm")
    try MediaRecorder(try await stream()).record(to: path)
    while directory.size("alone.webm") < 10_000 { try await Task.sleep(for: .milliseconds(50)) }
    driver.inject(.unplugged, into: Self.camera)
    driver.inject(.unplugged, into: Self.microphone)
    while (try? Probe(path).duration) == nil { try await Task.sleep(for: .milliseconds(200)) }
    try Tool.decode(path)
  }
}
#endif
