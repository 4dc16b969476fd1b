import CV4L2
import Dispatch
import Logging
import Synchronization
import Testing
import UserMediaCore

@testable import UserMediaV4L2

/// Misbehaving drivers: nothing outside their buffers is read, and each unusable frame is dropped
/// and counted.
@Suite struct MisbehavingDriverTests {
  private let sink = RecordingSink()

  /// A stream of 4x2 pixels in YUYV, 16 bytes a frame.
  private func stream(
    _ driver: StandInDriver, format code: PixelFormat = .yuyv, planes: [PlaneLayout]? = nil,
    type: V4L2BufferType = .singlePlanar
  ) throws -> CaptureStream {
    let layout =
      planes.map { VideoFrameLayout(pixelFormat: code, width: 4, height: 2, planes: $0) }
      ?? VideoFrameLayout(pixelFormat: code, width: 4, height: 2)
    return try CaptureStream(
      device: driver.device(), type: type, layout: #require(layout), frameDuration: 33_333,
      sink: sink, logger: Logger(label: "test")
    ) { _, _ in }
  }

  /// Delivers the driver's buffers, one after another.
  /// - Returns: the error that ended the stream, if any.
  @discardableResult
  private func run(
    _ stream: CaptureStream, _ driver: StandInDriver, _ buffers: [StandInDriver.Filled]
  ) -> CaptureError? {
    driver.state.withLock { $0.filled += buffers }
    do throws(CaptureError) {
      for _ in buffers { _ = try stream.service(events: 0, now: MonotonicClock.now) }
      return nil
    } catch {
      return error
    }
  }

  @Test func moreBytesThanTheBufferHolds() throws {
    let driver = StandInDriver(planeLengths: [16])
    let stream = try stream(driver)
    run(stream, driver, [.init(used: [17]), .init(used: [.max]), .init(used: [16])])
    #expect(sink.record.frameCount == 1)
    #expect(sink.record.drops == [.corrupt: 2])
  }

  @Test func fewerBytesThanAPicture() throws {
    let driver = StandInDriver(planeLengths: [4096])
    let stream = try stream(driver)
    run(stream, driver, [.init(used: [0]), .init(used: [15]), .init(used: [16])])
    #expect(sink.record.frameCount == 1)
    #expect(sink.record.drops == [.short: 2])
  }

  @Test func buffersThatHoldNoPicture() throws {
    let driver = StandInDriver(planeLengths: [15])
    let error = #expect(throws: CaptureError.self) { try stream(driver) }
    #expect(error?.kind == .unreadable)
  }

  @Test func aMissingPlane() throws {
    let driver = StandInDriver(planeLengths: [8, 4])
    let stream = try stream(
      driver, format: .nv12,
      planes: [PlaneLayout(offset: 0, stride: 4), PlaneLayout(offset: 0, stride: 4, region: 1)],
      type: .multiPlanar)
    run(
      stream, driver,
      [
        .init(used: [8], planeCount: 1), .init(used: [8, 3]), .init(used: [8, 5]),
        .init(used: [8, 4], planeCount: .max), .init(used: [8, 4]),
      ])
    // If a driver claims too many planes, the existing ones are used.
    #expect(sink.record.frameCount == 2)
    #expect(sink.record.drops == [.short: 2, .corrupt: 1])
  }

  @Test func aDataOffsetBeyondTheBuffer() throws {
    let driver = StandInDriver(planeLengths: [16, 8])
    let stream = try stream(
      driver, format: .nv12,
      planes: [PlaneLayout(offset: 0, stride: 4), PlaneLayout(offset: 0, stride: 4, region: 1)],
      type: .multiPlanar)
    run(
      stream, driver,
      [
        .init(used: [16, 8], offsets: [8, 4]), .init(used: [16, 8], offsets: [9, 4]),
        .init(used: [16, 8], offsets: [.max, 0]), .init(used: [8, 4]),
      ])
    #expect(sink.record.frameCount == 2)
    #expect(sink.record.drops.values.reduce(0, +) == 2)
  }

  @Test func aJPEGWithADataOffset() throws {
    let driver = StandInDriver(planeLengths: [64])
    let hoarder = RecordingSink(holding: .max)
    let stream = try CaptureStream(
      device: driver.device(), type: .multiPlanar,
      layout: #require(VideoFrameLayout(pixelFormat: .mjpeg, width: 4, height: 2)),
      frameDuration: nil, sink: hoarder, logger: Logger(label: "test")
    ) { _, _ in }
    run(
      stream, driver,
      [
        .init(used: [16]), .init(used: [16], offsets: [6]), .init(used: [16], offsets: [13]),
        .init(used: [16], offsets: [17]), .init(used: [16], offsets: [.max]), .init(used: [20]),
      ])
    #expect(hoarder.record.byteCounts == [16, 10, 20])
    #expect(hoarder.record.drops == [.short: 3])
    stream.release()
  }

  @Test(arguments: [4, 7, UInt32.max])
  func anInvalidBufferIndex(index: UInt32) throws {
    let driver = StandInDriver(planeLengths: [16])
    let stream = try stream(driver)
    let error = run(stream, driver, [.init(index: index, used: [16])])
    #expect(error?.kind == .unreadable)
    #expect(sink.record.frameCount == 0)
  }

  @Test func aBufferThatIsNotQueued() throws {
    let driver = StandInDriver(planeLengths: [16])
    let held = RecordingSink(holding: 2)
    let stream = try CaptureStream(
      device: driver.device(), type: .singlePlanar,
      layout: #require(VideoFrameLayout(pixelFormat: .yuyv, width: 4, height: 2)),
      frameDuration: nil, sink: held, logger: Logger(label: "test")
    ) { _, _ in }
    // The first buffer is lent, so the driver no longer has it.
    let error = run(stream, driver, [.init(index: 0, used: [16]), .init(index: 0, used: [16])])
    #expect(error?.kind == .unreadable)
    #expect(held.record.frameCount == 1)
  }

  @Test func timestampsThatGoBackwards() throws {
    let driver = StandInDriver(planeLengths: [16])
    let stream = try stream(driver)
    let now = MonotonicClock.now
    run(
      stream, driver,
      [now - 1000, now - 500, now - 400_000, 0, -7].map { .init(used: [16], timestamp: $0) })
    let stamps = sink.record.timestamps
    #expect(stamps.prefix(2) == [now - 1000, now - 500])
    #expect(zip(stamps, stamps.dropFirst()).allSatisfy(<))
    #expect(stamps.count == 5)
  }

  @Test func aCounterThatWrapsJumpsAndStops() throws {
    let driver = StandInDriver(planeLengths: [16])
    let stream = try stream(driver)
    stream.sequence.countGapsFromNext()
    run(
      stream, driver,
      [UInt32.max - 1, .max, 0, 3, 3, 0].map { .init(used: [16], sequence: $0) })
    let first = UInt64(UInt32.max) - 1
    #expect(
      sink.record.sequences == [first, first + 1, first + 2, first + 5, first + 6, first + 7])
    #expect(sink.record.drops == [.sequenceGap: 2])
  }

  @Test(arguments: [(true, 16), (false, 4)])
  func buffersGrowAsFarAsTheDriverAllows(createsBuffers: Bool, count: Int) throws {
    let driver = StandInDriver(planeLengths: [16])
    driver.state.withLock { $0.createsBuffers = createsBuffers }
    let hoarder = RecordingSink(holding: .max)
    let stream = try CaptureStream(
      device: driver.device(), type: .singlePlanar,
      layout: #require(VideoFrameLayout(pixelFormat: .yuyv, width: 4, height: 2)),
      frameDuration: nil, sink: hoarder, logger: Logger(label: "test")
    ) { _, _ in }
    run(stream, driver, (0..<100).map { .init(used: [16], sequence: $0) })
    #expect(stream.buffers.count == count)
    #expect(driver.state.withLock { $0.queued.count } == 2)
    #expect(hoarder.record.frameCount == 100)
    #expect(Set(hoarder.record.addresses).count == 100)
    stream.release()
  }

  @Test func damagedBuffersAreRequeued() throws {
    let driver = StandInDriver(planeLengths: [16])
    let stream = try stream(driver)
    run(
      stream, driver,
      (0..<20).map { .init(used: [16], sequence: $0, flags: V4L2_BUF_FLAG_ERROR) })
    #expect(sink.record.drops == [.errorFlag: 20])
    #expect(driver.state.withLock { $0.queued.count } == 4)
  }

  @Test func anUnpluggedDriverEndsAtOnce() throws {
    let driver = StandInDriver(planeLengths: [16])
    let stream = try stream(driver)
    driver.state.withLock { $0.isGone = true }
    let error = #expect(throws: CaptureError.self) {
      try stream.service(events: 0, now: MonotonicClock.now)
    }
    #expect(error?.kind == .notFound)
    #expect(error?.cause?.call == "VIDIOC_DQBUF")
    stream.release()
  }

  /// Each query takes seconds with a camera that doesn't answer.
  @Test func aSilentCameraIsQueriedForOneControlOnly() throws {
    let driver = StandInDriver(controls: [V4L2_CID_BRIGHTNESS: .init(value: 0)])
    let device = try driver.device()
    driver.state.withLock { $0.isSilent = true }
    #expect(ControlPanel.ranges(of: device).isEmpty)
    #expect(driver.state.withLock { $0.timeoutCount } == 1)
    #expect(device.isSilent)
  }

  /// It lists no formats, which doesn't mean that it lacks the requested one.
  @Test func aDriverUnpluggedBeforeItIsConfiguredIsNotFound() async throws {
    let (driver, logger) = (StandInDriver(planeLengths: [16]), Logger(label: "test"))
    let device = try driver.device()
    let session = V4L2Session(
      device: device, type: .singlePlanar, isFedByProgram: false,
      controls: ControlPanel(device, naming: [], logger: logger), sink: sink,
      thread: try CaptureThread(), queue: DispatchQueue(label: "test"), logger: logger)
    driver.state.withLock { $0.isGone = true }
    let error = await #expect(throws: CaptureError.self) {
      _ = try await session.start(
        VideoConfiguration(
          pixelFormat: .yuyv, width: 4, height: 2, frameRate: StandInDriver.rate))
    }
    #expect(error?.kind == .notFound)
    await session.close()
  }
}
