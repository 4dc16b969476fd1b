import Glibc
import Testing
import UserMediaSynthetic

@testable import UserMedia

/// Lossless consumers, and a track's counts.
@Suite struct RecordingTests {
  private let test = TestNavigator()

  private func camera() async throws -> MediaStreamTrack {
    let stream = try await test.media.getUserMedia(
      .init(video: .init(width: .exact(320), height: .exact(180), frameRate: .exact(60))))
    return stream.getVideoTracks()[0]
  }

  @Test func aSlowRecorderLosesNothing() async throws {
    let track = try await camera()
    var recorder = track.videoFrames(.lossless(upToByteCount: 64 << 20)).makeAsyncIterator()
    var others = track.videoFrames(.newest(100)).makeAsyncIterator()
    let first = try #require(await recorder.next())
    // The recorder pauses for longer than the driver has buffers.
    var last = first
    for _ in 0..<60 { last = try #require(await others.next()) }
    var sequences = [first.sequence]
    while sequences.last! < last.sequence {
      sequences.append(try #require(await recorder.next()).sequence)
    }
    #expect(recorder.dropped == 0)
    let missing = (sequences.last! - sequences[0]) - UInt64(sequences.count - 1)
    #expect(missing <= UInt64(track.stats.dropped[.sequenceGap] ?? 0))
  }

  @Test func lossesBeyondItsMemoryAreCounted() async throws {
    let track = try await camera()
    let frameBytes = 320 * 180 * 2
    // The one that receives everything starts first.
    var others = track.videoFrames(.newest(1000)).makeAsyncIterator()
    var recorder = track.videoFrames(.lossless(upToByteCount: 5 * frameBytes)).makeAsyncIterator()
    var seen: [UInt64] = []
    while recorder.dropped == 0 { seen.append(try #require(await others.next()).sequence) }
    // Everything before the first loss is there.
    var recorded: [UInt64] = []
    for _ in 0..<5 { recorded.append(try #require(await recorder.next()).sequence) }
    while seen.last! < recorded.last! { seen.append(try #require(await others.next()).sequence) }
    #expect(recorded == Array(seen.drop { $0 < recorded[0] }.prefix(5)))
  }

  @Test func dropsAreCountedFromTheTracksStart() async throws {
    let first = try await camera()
    _ = try await ImageCapture(first).grabFrame()
    test.driver.damageFrames(5, of: TestNavigator.camera)
    var frames = first.videoFrames().makeAsyncIterator()
    while first.stats.dropped[.errorFlag] != 5 { _ = await frames.next() }
    let second = first.clone()
    _ = try await ImageCapture(second).grabFrame()
    #expect(second.stats.dropped[.errorFlag] == nil)
    #expect(first.stats.dropped[.errorFlag] == 5)
    let stats = first.stats
    #expect(
      stats.totalFrames == stats.deliveredFrames + stats.discardedFrames + stats.droppedFrames)
  }

  @Test func nothingIsCountedWhileATrackIsDisabled() async throws {
    let track = try await camera()
    var frames = track.videoFrames().makeAsyncIterator()
    _ = await frames.next()
    track.enabled = false
    // The frame in transit has been delivered once a black one arrives.
    while let frame = await frames.next(), frame.pixelFormat != .i420 {}
    let before = track.stats
    for _ in 0..<5 { _ = await frames.next() }
    #expect(track.stats.deliveredFrames == before.deliveredFrames)
    track.enabled = true
    while track.stats.deliveredFrames == before.deliveredFrames { _ = await frames.next() }
  }

  @Test func thirtyTwoCamerasUseAsManyThreadsAsOne() async throws {
    let devices = (0..<32).map { SyntheticDevice.camera(label: "camera \($0)") }
    let many = TestNavigator(devices: devices)
    let cameras = await many.navigator.mediaDevices.enumerateDevices().filter {
      $0.kind == .videoinput
    }
    try #require(cameras.count == 32)
    var tracks: [MediaStreamTrack] = []
    var threads: [Int] = []
    for camera in cameras {
      let stream = try await many.media.getUserMedia(
        .init(
          video: .init(
            width: .exact(320), height: .exact(180), frameRate: .exact(15),
            deviceId: .exact(camera.deviceId))))
      tracks.append(stream.getVideoTracks()[0])
      if tracks.count == 1 || tracks.count == 32 {
        let consumers = tracks.map { track in
          Task { for await frame in track.videoFrames() where frame.sequence > 30 { return } }
        }
        threads.append(await maximumThreads(while: consumers))
      }
    }
    // The number of threads in the pools of Swift and Dispatch varies.
    #expect(threads[1] - threads[0] < 16)
    for track in tracks { track.stop() }
  }

  /// The largest number of threads of the process at the ends of tasks.
  private func maximumThreads(while tasks: [Task<Void, Never>]) async -> Int {
    var most = 0
    for task in tasks {
      await task.value
      most = max(most, threadCount())
    }
    return most
  }
}

/// The threads of this process (proc(5), `/proc/self/task`).
private func threadCount() -> Int {
  guard let directory = opendir("/proc/self/task") else { return 0 }
  defer { closedir(directory) }
  var count = 0
  while let entry = readdir(directory) {
    if entry.pointee.d_name.0 != CChar(UInt8(ascii: ".")) { count += 1 }
  }
  return count
}
