#if Recording
import FileTestSupport
import Foundation
import Synchronization
import Testing
import UserMediaCore
import UserMediaSynthetic

@testable import UserMedia
@testable import UserMediaRecording

/// Files that a recorder writes, as other programs read them.
@Suite struct FileTests {
  private let directory: TemporaryDirectory
  private let navigator = Navigator(devices: .synthetic)

  init() throws { directory = try TemporaryDirectory() }

  private func stream(audio: Bool = true, video: Bool = true) async throws -> MediaStream {
    try await navigator.mediaDevices.getUserMedia(
      .init(
        audio: audio ? true : false,
        video: video
          ? .init(width: .exact(640), height: .exact(360), frameRate: .exact(30)) : false))
  }

  /// Records for some time, and returns the file's path.
  private func record(
    _ name: String, _ stream: MediaStream, _ options: MediaRecorderOptions = .init(),
    seconds: Double = 2.5
  ) async throws -> String {
    let path = directory.path(name)
    let recorder = try MediaRecorder(stream, options)
    try recorder.record(to: path)
    // Until there is enough, whatever the machine's load.
    while recorder.stats.duration < Int64(seconds * 1_000_000)
      || (!stream.getVideoTracks().isEmpty && recorder.stats.encodedVideoFrames < 20)
    {
      try await Task.sleep(for: .milliseconds(50))
    }
    try await recorder.finish()
    return path
  }

  @Test func pictureAndSoundAreRecorded() async throws {
    let path = try await record("talk.webm", try await stream())
    let probe = try Probe(path)
    #expect(probe.format.formatName.contains("webm"))
    #expect(probe.streams.count == 2)
    let video = try #require(probe.streams.first { $0.codecType == "video" })
    #expect(video.codecName == "vp8" && video.width == 640 && video.height == 360)
    let audio = try #require(probe.streams.first { $0.codecType == "audio" })
    #expect(audio.codecName == "opus" && audio.channels == 1)
    let duration = try #require(probe.duration)
    #expect(duration > 2.3)
    let times = probe.times("video")
    #expect(times == times.sorted() && times.count >= 20)
    #expect(probe.packets.contains { $0.codecType == "video" && $0.flags.hasPrefix("K") })
    try Tool.decode(path)
    let info = try Tool.mkvinfo(path)
    #expect(info.contains("Cues") && info.contains("Duration"))
    // Each picture shows its number, and they increase.
    let numbers = try Decoded.frameNumbers(path, width: 640, height: 360)
    #expect(numbers.count == times.count)
    #expect(!numbers.contains(nil))
    let known = numbers.compactMap(\.self)
    #expect(zip(known, known.dropFirst()).allSatisfy { $0 < $1 })
    let samples = try Decoded.samples(path)
    #expect(abs(Double(samples.count) / 48000 - duration) < 0.5)
    #expect(abs(amplitude(of: 440, in: samples[24_000..<72_000]) - 0.1) < 0.02)
  }

  @Test(arguments: ["video/webm;codecs=vp9", "video/x-matroska;codecs=\"vp9, opus\""])
  func otherTypesAreRecorded(type: String) async throws {
    let path = try await record("other.webm", try await stream(), .init(mimeType: type))
    let probe = try Probe(path)
    #expect(probe.streams.map(\.codecName).sorted() == ["opus", "vp9"])
    try Tool.decode(path)
    _ = try Tool.mkvinfo(path)
  }

  @Test(arguments: [("", "h264"), ("video/mp4;codecs=vp9,opus", "vp9")])
  func mp4IsRecorded(type: String, codec: String) async throws {
    let path = try await record("talk.mp4", try await stream(), .init(mimeType: type))
    let probe = try Probe(path)
    #expect(probe.format.formatName.contains("mp4"))
    #expect(probe.streams.map(\.codecName).sorted() == [codec, "opus"].sorted())
    #expect(probe.streams.contains { $0.width == 640 && $0.height == 360 })
    #expect(try #require(probe.duration) > 2.3)
    try Tool.decode(path)
    let numbers = try Decoded.frameNumbers(path, width: 640, height: 360)
    #expect(numbers.count == probe.times("video").count)
    let known = numbers.compactMap(\.self)
    #expect(known.count == numbers.count && known.count >= 20)
    #expect(zip(known, known.dropFirst()).allSatisfy { $0 < $1 })
    let samples = try Decoded.samples(path)
    #expect(abs(amplitude(of: 440, in: samples[24_000..<72_000]) - 0.1) < 0.02)
    // mediainfo says nothing of conformance where all is well.
    let info = String(decoding: try Tool.run("mediainfo", [path]), as: UTF8.self)
    #expect(info.contains("MPEG-4") && !info.contains("Conformance") && !info.contains("Truncated"))
  }

  @Test func anMP4FileCutAnywherePlaysUpToItsLastFragment() async throws {
    _ = try await record("whole.mp4", try await stream(), seconds: 3.5)
    let bytes = try directory.read("whole.mp4")
    let fragments = bytes.indices.dropLast(4).filter {
      Array(bytes[$0..<$0 + 4]) == Array("moof".utf8)
    }
    let third = try #require(fragments.dropFirst(2).first) - 4
    for place in (0..<10).map({ _ in Int.random(in: third..<bytes.count) }) + [third] {
      let part = try directory.write(Array(bytes[..<place]), "part.mp4")
      // As a stream: in a file, ffprobe first looks for later fragments, and gives up at half of one.
      let json = try Tool.run(
        "ffprobe",
        ["-v", "quiet", "-of", "json", "-show_streams", "-show_format", "-show_packets", "-"],
        input: part)
      #expect(try Probe(json: json).times("video").count >= 1, "cut at \(place)")
    }
  }

  @Test func audioAloneIsRecorded() async throws {
    let path = try await record("sound.webm", try await stream(video: false))
    let probe = try Probe(path)
    #expect(probe.streams.map(\.codecName) == ["opus"])
    try Tool.decode(path)
    #expect(try Tool.mkvinfo(path).contains("Cues"))
  }

  @Test func wavIsRecordedExactly() async throws {
    let path = try await record("sound.wav", try await stream(video: false))
    let probe = try Probe(path)
    #expect(probe.streams.map(\.codecName) == ["pcm_s16le"])
    let samples = try Decoded.samples(path)
    #expect(abs(Double(samples.count) / 48000 - (try #require(probe.duration))) < 0.001)
    #expect(samples.count > 110_000)
    let middle = samples[24_000..<72_000]
    #expect(abs(amplitude(of: 440, in: middle) - 0.1) < 0.001)
    // A WAV file has no place for a second track.
    let both = try MediaRecorder(try await stream(), .init(mimeType: "audio/wav"))
    let error = #expect(throws: DOMException.self) { try both.start() }
    #expect(error?.name == "NotSupportedError")
  }

  @Test func aFileCutAnywherePlaysUpToItsLastCluster() async throws {
    let path = try await record("whole.webm", try await stream(), seconds: 3.5)
    let bytes = try directory.read("whole.webm")
    let marker: [UInt8] = [0x1f, 0x43, 0xb6, 0x75]
    let clusters = bytes.indices.dropLast(4).filter { Array(bytes[$0..<$0 + 4]) == marker }
    #expect(clusters.count >= 3)
    // The first may have the sound before the first picture.
    let third = try #require(clusters.dropFirst(2).first)
    var places = (0..<10).map { _ in Int.random(in: third..<bytes.count) }
    places += [third, third + 1, third + 12]
    let whole = try Probe(path).times("video").count
    for place in places {
      let part = try directory.write(Array(bytes[..<place]), "part.webm")
      // ffmpeg says that the file ended early, which is no failure.
      let json = try Tool.run(
        "ffprobe",
        [
          "-v", "quiet", "-of", "json", "-show_streams", "-show_format",
          "-show_packets", part,
        ])
      let probe = try Probe(json: json)
      let count = probe.times("video").count
      #expect(count >= 1 && count <= whole, "cut at \(place)")
    }
  }

  @Test func aPipeGetsTheSameFileWithoutLengths() async throws {
    let path = directory.path("pipe")
    #expect(mkfifo(path, 0o600) == 0)
    let copy = directory.path("copy.webm")
    let reader = Process()
    reader.executableURL = URL(filePath: "/bin/sh")
    reader.arguments = ["-c", "cat <\"$0\" >\"$1\"", path, copy]
    try reader.run()
    let recorder = try MediaRecorder(
      try await stream(), MediaRecorderOptions(mimeType: "video/webm"))
    try recorder.record(to: path)
    while recorder.stats.duration < 2_200_000 || recorder.stats.encodedVideoFrames < 20 {
      try await Task.sleep(for: .milliseconds(50))
    }
    try await recorder.finish()
    reader.waitUntilExit()
    try Tool.decode(copy)
    #expect(try Probe(copy).times("video").count >= 20)
    #expect(try !Tool.mkvinfo(copy).contains("Duration:"))
  }

  @Test func aFullDiskLeavesACompleteFile() async throws {
    let path = "/dev/full"
    let recorder = try MediaRecorder(
      try await stream(), MediaRecorderOptions(mimeType: "video/webm"))
    let events = recorder.events(.error, .stop)
    try recorder.record(to: path)
    var names: [String] = []
    for await event in events {
      names.append(event.type.rawValue + (event.error.map { " \($0.name)" } ?? ""))
      if event.type == .stop { break }
    }
    #expect(names == ["error QuotaExceededError", "stop"])
    #expect(recorder.state == .inactive)
    let error = await #expect(throws: DOMException.self) { try await recorder.finish() }
    #expect(error?.name == "QuotaExceededError")
  }

  @Test func aSlowOutputDropsPicturesBeforeTheyAreEncoded() async throws {
    let path = directory.path("slow")
    #expect(mkfifo(path, 0o600) == 0)
    // Open for reading and writing, so that opening does not block; nothing is read yet.
    let reader = open(path, O_RDWR | O_NONBLOCK)
    #expect(reader >= 0)
    defer { close(reader) }
    let recorder = try MediaRecorder(
      try await stream(),
      MediaRecorderOptions(
        mimeType: "video/webm", videoBitsPerSecond: 8_000_000, videoKeyFrameIntervalDuration: 100))
    recorder.backlogLimit.store(20_000, ordering: .relaxed)
    let events = recorder.events(.overload)
    try recorder.record(to: path)
    var iterator = events.makeAsyncIterator()
    let first = try #require(await iterator.next())
    #expect(first.droppedVideoFrames > 0)
    let second = try #require(await iterator.next())
    #expect(second.droppedVideoFrames > first.droppedVideoFrames)
    // What waits stays within the bound, plus a picture and a second of sound for each cluster.
    #expect(recorder.stats.droppedVideoFrames >= second.droppedVideoFrames)
    let copy = Task.detached { () throws -> [UInt8] in
      var bytes: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 65536)
      while !Task.isCancelled {
        let count = read(reader, &buffer, buffer.count)
        if count > 0 {
          bytes += buffer[..<count]
        } else {
          try? await Task.sleep(for: .milliseconds(10))
        }
      }
      return bytes
    }
    try await recorder.finish()
    try await Task.sleep(for: .milliseconds(200))
    copy.cancel()
    let file = try directory.write(try await copy.value, "slow.webm")
    // Every picture that was encoded is there and can be decoded; audio has no gap.
    try Tool.decode(file)
    let probe = try Probe(file)
    #expect(probe.times("video").count == recorder.stats.encodedVideoFrames)
    let sounds = probe.times("audio")
    #expect(zip(sounds, sounds.dropFirst()).allSatisfy { $1 - $0 < 0.03 })
  }

  @Test(arguments: ["talk.mp3", "talk", "folder.webm/talk"]) func aNameThatSaysNoTypeIsRefused(
    name: String
  ) async throws {
    let path = directory.path(name)
    let recorder = try MediaRecorder(try await stream())
    let error = #expect(throws: DOMException.self) { try recorder.record(to: path) }
    #expect(error?.name == "NotSupportedError")
    #expect(recorder.state == .inactive)
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
#endif
