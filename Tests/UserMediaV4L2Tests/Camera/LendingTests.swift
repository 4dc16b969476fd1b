import Testing
import UserMediaCore
import UserMediaV4L2

extension DeviceTests {
  @Suite struct Lending {
    @Test func heldFramesNeverChange() async throws {
      let sink = RecordingSink(holding: 10)
      try await Camera.capture(into: sink) { _ in
        let held = await sink.frames(10).held
        #expect(held.count == 10)
        let before = held.map(bytes)
        // The pattern moves, so that a new picture in the same memory would show.
        #expect(Set(before).count > 1)
        await sink.frames(300)
        #expect(held.map(bytes) == before)
        #expect(
          sink.record.drops == [:] || sink.record.drops.keys.allSatisfy { $0 == .sequenceGap })
      }
    }

    @Test func moreBuffersAreRequestedWhenManyAreHeld() async throws {
      let sink = RecordingSink(holding: 6)
      try await Camera.capture(into: sink) { _ in
        await sink.frames(60)
        // Copies would use two buffers at most: that of the frame held last, and the next.
        #expect(Set(sink.record.addresses.suffix(20)).count > 2)
        #expect(Set(sink.record.held.map { $0.unsafePlane(0).baseAddress }).count == 6)
      }
    }

    @Test func framesOutliveTheirSession() async throws {
      let sink = RecordingSink(holding: 3)
      let before = try await Camera.capture(into: sink) { session in
        await sink.frames(3)
        let before = sink.record.held.map(bytes)
        await session.stop()
        #expect(sink.record.held.map(bytes) == before)
        return before
      }
      #expect(sink.record.held.map(bytes) == before)

      // The camera is free although its frames are still held.
      let next = RecordingSink()
      try await Camera.capture(into: next) { _ in await next.frames(5) }
      #expect(sink.record.held.map(bytes) == before)
      sink.releaseFrames()
    }

    @Test func nothingIsCopiedForAConsumerThatKeepsUp() async throws {
      let sink = RecordingSink()
      try await Camera.capture(into: sink) { _ in
        await sink.frames(20)
        // Only the driver's four buffers; copies would use the pool's.
        #expect(Set(sink.record.addresses).count <= 4)
      }
    }
  }
}

/// The bytes of a frame's planes.
private func bytes(_ frame: VideoFrame) -> [UInt8] {
  (0..<max(1, frame.layout.planes.count)).flatMap { plane in
    frame.withPlane(plane) { span in span.withUnsafeBytes { Array($0) } }
  }
}
