// Consumers of one camera, for capture_cost.py: each takes frames by an async loop on the thread that
// they come in on, converts each as told, and looks at nothing. After so many frames as told this
// prints what was asked memory for since the first few, and ends.
//
// Usage: Consumer DEVICE-ID WIDTH HEIGHT RATE none|i420|bgra FRAMES [CONSUMERS]

import CAllocations
import UserMedia

@main
struct Consumer {
  /// Frames until all memory is there that is used again and again.
  static let warmUp = 60

  /// What had been asked memory for after the first few frames, and after the last.
  typealias Used = (before: allocations, after: allocations)

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard 7...8 ~= arguments.count, let width = UInt32(arguments[2]),
      let height = UInt32(arguments[3]), let rate = Double(arguments[4]),
      let limit = Int(arguments[6]), let consumers = arguments.count == 8 ? Int(arguments[7]) : 1
    else {
      fatalError("Usage: Consumer DEVICE-ID WIDTH HEIGHT RATE none|i420|bgra FRAMES [CONSUMERS]")
    }
    let format: PixelFormat? =
      switch arguments[5] {
      case "i420": .i420
      case "bgra": .bgra
      default: nil
      }

    let stream: MediaStream = try await Navigator().mediaDevices.getUserMedia(
      .init(
        video: .init(
          width: .exact(width), height: .exact(height), frameRate: .exact(rate),
          resizeMode: .exact("none"), deviceId: .exact(arguments[1]))))
    let track = stream.getVideoTracks()[0]
    let used = try await withThrowingTaskGroup(of: Used.self) { group in
      for _ in 0..<consumers {
        group.addTask(executorPreference: track.captureExecutor) {
          try await take(limit, of: track, as: format)
        }
      }
      return try await group.next()!
    }
    track.stop()
    guard limit > warmUp else { return }
    let (count, bytes) = (
      used.after.count - used.before.count, used.after.bytes - used.before.bytes
    )
    print(#"{"frames":\#(limit - warmUp),"allocations":\#(count),"bytes":\#(bytes)}"#)
  }

  private static func take(
    _ limit: Int, of track: MediaStreamTrack, as format: PixelFormat?
  ) async throws -> Used {
    var count = 0
    var used = (before: allocations_so_far(), after: allocations_so_far())
    for await frame in track.videoFrames() {
      if let format { _ = try frame.converted(to: format) }
      count += 1
      if count == warmUp { used.before = allocations_so_far() }
      if count == limit {
        used.after = allocations_so_far()
        break
      }
    }
    return used
  }
}
