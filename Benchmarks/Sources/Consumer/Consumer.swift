// Consumers of one camera, for capture_cost.py: each takes so many frames, converts each as told, and
// looks at nothing. With `trace`, this prints from where memory was asked for since the first few.
//
// Usage: Consumer DEVICE-ID WIDTH HEIGHT RATE none|i420|bgra FRAMES CONSUMERS
//          capture|default|callback [trace]
//
// The last but one says how: by async loops on the thread that frames come in on, by async loops on the
// default executor, or by callbacks.

import CAllocations
import Synchronization
import UserMedia

@main
struct Consumer {
  /// Frames until all memory is there that is used again and again.
  static let warmUp = 60
  /// Not otherwise, because it costs more than the frames do.
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

    // The ids are those that the command listed.
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

  /// Notes what is asked memory for from the first few frames to the last.
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
