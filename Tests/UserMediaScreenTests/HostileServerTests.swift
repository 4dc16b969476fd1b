#if Screen
import DisplayTestSupport
import Synchronization
import Testing
import UserMediaCore
import UserMediaScreen

/// Servers whose answers are damaged or incomplete: a capture delivers frames, fails, ends or is
/// muted, and can be closed; the program keeps running.
@Suite(.enabled(if: PrivateDisplay.isExpected), .serialized, .timeLimit(.minutes(5)))
struct HostileServerTests {
  /// The outcome of a capture.
  private enum Outcome: Hashable {
    case frames, refused, ended, muted
  }

  /// Lists the surfaces and captures the screen, until there is an outcome.
  private func capture(_ display: String) async throws -> (Outcome, CaptureError?) {
    let driver = ScreenDriver(display: display)
    // What matters is that it ends.
    _ = try? await driver.surfaces()
    let sink = RecordingSink()
    let device = DeviceDescription(
      display: DisplaySurface(type: .monitor, isLogical: false), id: "screen:0", label: "screen",
      mode: VideoMode(
        pixelFormat: .bgrx, size: .discrete(width: 1, height: 1), frameRates: .unknown))
    let session = try await driver.openCamera(device, sink: sink)
    do throws(CaptureError) {
      _ = try await session.start(
        VideoConfiguration(
          pixelFormat: .bgrx, width: 1, height: 1, frameRate: FrameRate(60), cursor: .always))
    } catch {
      await session.close()
      return (.refused, error)
    }
    let record = await sink.wait { $0.frames.count >= 4 || $0.mutings.last == true }
    await session.close()
    if let end = record.ends.first { return (.ended, end) }
    return (record.mutings.last == true ? .muted : .frames, nil)
  }

  @Test(arguments: [[], ["-extension", "MIT-SHM"]])
  func corruptedAnswers(options: [String]) async throws {
    let display = try await PrivateDisplay(width: 64, height: 48, options)
    var outcomes: [Outcome: Int] = [:]
    for seed in 1...12 {
      // One byte in a few hundred, starting with or after the first answer.
      let state = Mutex(UInt64(seed) &* 0x9e37_79b9_7f4a_7c15)
      let first = seed % 3 == 0 ? 0 : 4000
      let proxy = try XProxy(to: display) { offset, bytes in
        for index in bytes.indices where offset + index >= first {
          let number = state.withLock { state in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
          }
          if number % 400 == 0 { bytes[index] ^= UInt8(truncatingIfNeeded: number >> 12) | 1 }
        }
        return true
      }
      let (outcome, error) = try await capture(proxy.display)
      outcomes[outcome, default: 0] += 1
      if let error { #expect(!error.message.isEmpty) }
      proxy.end()
    }
    // With so many, the outcomes differ.
    #expect(outcomes.count > 1, "\(outcomes)")
  }

  @Test func truncatedAnswers() async throws {
    let display = try await PrivateDisplay(width: 64, height: 48, ["-extension", "MIT-SHM"])
    // In the first answer, in later ones, and in a picture's pixels.
    for limit in [7, 900, 4013, 5000, 20_001, 31_003] {
      let proxy = try XProxy(to: display) { offset, bytes in
        if offset + bytes.count <= limit { return true }
        bytes = Array(bytes.prefix(max(0, limit - offset)))
        return !bytes.isEmpty
      }
      let (outcome, error) = try await capture(proxy.display)
      if outcome != .frames, outcome != .muted { #expect(error != nil) }
      proxy.end()
    }
  }
}
#endif
