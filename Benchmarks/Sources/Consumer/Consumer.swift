// Runs consumers of one camera, for capture_cost.py. Each takes a number of frames, optionally
// converts them, and ignores their contents. With `trace`, prints the call sites that allocated
// memory after the first frames.
//
// Usage: Consumer DEVICE-ID WIDTH HEIGHT RATE none|i420|bgra FRAMES CONSUMERS
//          capture|default|callback [trace]
//
// `capture` consumes in async loops on the capture thread, `default` in async loops on the default
// executor, `callback` with callbacks.

import CAllocations
import Synchronization
import UserMedia

@main
struct Consumer {
  /// The number of frames until all reusable memory is allocated.
  static let warmUp = 60
  /// Whether to trace allocations, which costs more than the frames themselves.
  static let traces = CommandLine.arguments.last == "trace"

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == (traces ? 10 : 9), let width = UInt32(arguments[2]),
      let height = UInt32(arguments[3]), let rate = Double(arguments[4]),
      let limit = Int(arguments[6]), let consumers = Int(arguments[7])
    else { fatalError("wrong usage, see this program's source") }
    let format: PixelFormat? =
      switch arguments[5] {
      case "i420": .i420
      case "bgra": .bgra
      default: nil
      }

    // The ids are the ones that the command lists.
    let navigator = Navigator(identity: DeviceIdentity(named: "usermedia"))
    let stream: MediaStream = try await navigator.mediaDevices.getUserMedia(
      .init(
        video: .init(
          width: .exact(width), height: .exact(height), frameRate: .exact(rate),
          resizeMode: .exact("none"), deviceId: .exact(arguments[1]))))
    let track = stream.getVideoTracks()[0]
    let executor = arguments[8] == "capture" ? track.captureExecutor : nil
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<consumers {
        if arguments[8] == "callback" {
          group.addTask { await listen(to: track, limit) }
        } else {
          group.addTask(executorPreference: executor) {
            try await take(limit, of: track, as: format)
          }
        }
      }
      try await group.next()
      track.stop()
    }
    if traces { report(frames: limit - warmUp) }
  }

  /// Traces allocations from the first few frames to the last.
  private static func note(_ count: Int, of limit: Int) {
    guard traces else { return }
    if count == warmUp { trace_allocations(1) }
    if count == limit { trace_allocations(0) }
  }

  private static func take(_ limit: Int, of track: MediaStreamTrack, as format: PixelFormat?)
    async throws
  {
    var count = 0
    for await frame in track.videoFrames() {
      if let format { _ = try frame.converted(to: format) }
      count += 1
      note(count, of: limit)
      if count == limit { break }
    }
  }

  private static func listen(to track: MediaStreamTrack, _ limit: Int) async {
    let (ended, continuation) = AsyncStream.makeStream(of: Void.self)
    let count = Atomic(0)
    let subscription = track.onVideoFrame { _ in
      let count = count.add(1, ordering: .relaxed).newValue
      note(count, of: limit)
      if count == limit { continuation.finish() }
    }
    for await _ in ended {}
    subscription.cancel()
  }

  private static func report(frames: Int) {
    var first: UnsafePointer<allocation_site>?
    let count = allocation_sites(&first)
    let lines = UnsafeBufferPointer(start: first, count: count).map { site in
      let calls = withUnsafeBytes(of: site.calls) { Array($0.bindMemory(to: UInt.self)) }
      return #"{"calls":\#(calls),"count":\#(site.count),"bytes":\#(site.bytes)}"#
    }
    print(#"{"frames":\#(frames),"sites":[\#(lines.joined(separator: ","))]}"#)
  }
}
