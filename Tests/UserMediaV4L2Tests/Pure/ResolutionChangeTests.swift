import CV4L2
import Dispatch
import Logging
import Synchronization
import Testing
import UserMediaCore

@testable import UserMediaV4L2

/// A camera whose picture size changes while it streams, as with a grabber whose source changes its
/// resolution.
@Suite(.timeLimit(.minutes(5))) struct ResolutionChangeTests {
  private static let small: (width: UInt32, height: UInt32) = (4, 2)
  private static let large: (width: UInt32, height: UInt32) = (8, 4)
  private let sink = RecordingSink()
  private let driver: StandInDriver

  init() {
    // As many bytes as the larger picture.
    driver = StandInDriver(planeLengths: [64])
    driver.state.withLock { $0.size = Self.small }
  }

  private func stream() throws -> CaptureStream {
    try CaptureStream(
      device: driver.device(), type: .singlePlanar,
      layout: #require(VideoFrameLayout(pixelFormat: .yuyv, width: 4, height: 2)),
      frameDuration: nil, sink: sink, logger: Logger(label: "test")
    ) { _, _ in }
  }

  private func session() throws -> V4L2Session {
    let logger = Logger(label: "test")
    let device = try driver.device()
    return V4L2Session(
      device: device, type: .singlePlanar, isFedByProgram: false,
      controls: ControlPanel(device, naming: [], logger: logger), sink: sink,
      thread: try CaptureThread(), queue: DispatchQueue(label: "test"), logger: logger)
  }

  private static let requested = VideoConfiguration(
    pixelFormat: .yuyv, width: 4, height: 2, frameRate: StandInDriver.rate)

  @Test func anEventReplacesTheStream() throws {
    let stream = try stream()
    driver.state.withLock { $0.sourceChanges = UInt32(V4L2_EVENT_SRC_CH_RESOLUTION) }
    guard case .resized = try stream.service(events: EPOLLPRI.rawValue, now: MonotonicClock.now)
    else {
      Issue.record("the stream went on")
      return
    }
    stream.release()
  }

  @Test(arguments: [UInt32(8), 24, 64])
  func aFrameOfAnotherLengthReplacesTheStreamIfTheDriversSizeChanged(used: UInt32) throws {
    let stream = try stream()
    driver.fill([.init(used: [16]), .init(used: [used])])
    guard case .streaming = try stream.service(events: 0, now: MonotonicClock.now) else {
      Issue.record("the first frame was not taken")
      return
    }
    driver.state.withLock { $0.size = Self.large }
    guard case .resized = try stream.service(events: 0, now: MonotonicClock.now) else {
      Issue.record("the stream went on")
      return
    }
    #expect(sink.record.frameCount == 1)
    #expect(sink.record.drops == [used < 16 ? .short : .corrupt: 1])
    stream.release()
  }

  @Test func anotherLengthAloneChangesNothing() throws {
    let stream = try stream()
    driver.fill([16, 20, 16, 3, 16].map { .init(used: [$0]) })
    for _ in 0..<5 {
      guard case .streaming = try stream.service(events: 0, now: MonotonicClock.now) else {
        Issue.record("the stream did not go on")
        return
      }
    }
    #expect(sink.record.frameCount == 4)
    #expect(sink.record.drops == [.short: 1])
    stream.release()
  }

  @Test func theSessionContinuesInTheNewSize() async throws {
    let session = try session()
    let actual = try await session.start(Self.requested)
    #expect(actual == Self.requested)
    driver.fill([.init(used: [16], sequence: 7)])
    await sink.wait { $0.frameCount == 1 }
    driver.state.withLock { $0.size = Self.large }
    driver.fill([.init(used: [64], sequence: 8)])
    await sink.wait { !$0.reconfigurations.isEmpty }
    driver.fill([.init(used: [64], sequence: 0), .init(used: [64], sequence: 1)])
    let record = await sink.wait { $0.frameCount == 3 }
    #expect(record.sizes == [[4, 2], [8, 4], [8, 4]])
    #expect(record.sequences == [7, 9, 10])
    #expect(record.drops == [.corrupt: 1])
    #expect(
      record.reconfigurations == [
        VideoConfiguration(
          pixelFormat: .yuyv, width: 8, height: 4, frameRate: StandInDriver.rate)
      ])
    #expect(record.ends.isEmpty && record.mutings.isEmpty)
    await session.close()
  }

  @Test func aGrabberFollowsItsInput() async throws {
    driver.state.withLock { $0.incoming = Self.small }
    let session = try session()
    _ = try await session.start(Self.requested)
    driver.fill([.init(used: [16])])
    await sink.wait { $0.frameCount == 1 }
    // A change without an event shows in the first frame, because the driver still has the old
    // size.
    driver.state.withLock { state in
      (state.incoming, state.size) = (Self.large, (6, 2))
    }
    driver.fill([.init(used: [24])])
    let record = await sink.wait { !$0.reconfigurations.isEmpty }
    #expect(record.reconfigurations.map(\.width) == [8])
    await session.close()
  }

  @Test func aChangeThatCannotBeFollowedEndsTheSession() async throws {
    let session = try session()
    _ = try await session.start(Self.requested)
    driver.fill([.init(used: [16])])
    await sink.wait { $0.frameCount == 1 }
    // Larger than any of its buffers.
    driver.state.withLock { $0.size = (64, 64) }
    driver.fill([.init(used: [32])])
    let ends = await sink.wait { !$0.ends.isEmpty }.ends
    #expect(ends.map(\.kind) == [.unreadable])
    await session.close()
  }

  @Test func stoppingDuringAReplacementEndsTheSession() async throws {
    for _ in 0..<20 {
      driver.state.withLock { $0.size = Self.small }
      let session = try session()
      _ = try await session.start(Self.requested)
      let count = sink.record.frameCount
      driver.fill([.init(used: [16])])
      await sink.wait { $0.frameCount > count }
      driver.state.withLock { $0.size = Self.large }
      driver.fill([.init(used: [64])])
      await session.stop()
      let changes = sink.record.reconfigurations.count
      #expect(!driver.state.withLock { $0.isStreaming })
      #expect(driver.state.withLock { $0.bufferCount } == 0)
      await session.close()
      #expect(sink.record.reconfigurations.count == changes)
      #expect(sink.record.ends.isEmpty)
    }
  }
}
