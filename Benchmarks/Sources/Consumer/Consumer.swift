// One consumer of one camera, for capture_cost.py: takes frames by an async loop on the thread that
// they come in on, converts each as told, and looks at nothing. After so many frames as told it
// prints what it asked memory for since the first few, and ends.
//
// Usage: Consumer DEVICE-ID WIDTH HEIGHT RATE none|i420|bgra FRAMES

import CAllocations
import UserMedia

@main
struct Consumer {
  /// Frames until all memory is there that is used again and again.
  static let warmUp = 60

  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 7, let width = UInt32(arguments[2]), let height = UInt32(arguments[3]),
      let rate = Double(arguments[4]), let limit = Int(arguments[6])
    else { fatalError("Usage: Consumer DEVICE-ID WIDTH HEIGHT RATE none|i420|bgra FRAMES") }
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
    let (before, after) = try await Task(executorPreference: track.captureExecutor) {
      var count = 0
      var (before, after) = (allocations_so_far(), allocations_so_far())
      for await frame in track.videoFrames() {
        if let format { _ = try frame.converted(to: format) }
        count += 1
        if count == warmUp { before = allocations_so_far() }
        if count == limit {
          after = allocations_so_far()
          break
        }
      }
      return (before, after)
    }.value
    track.stop()
    guard limit > warmUp else { return }
    let (count, bytes) = (after.count - before.count, after.bytes - before.bytes)
    print(#"{"frames":\#(limit - warmUp),"allocations":\#(count),"bytes":\#(bytes)}"#)
  }
}
