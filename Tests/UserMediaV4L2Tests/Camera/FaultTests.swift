import Testing
import UserMediaCore
import UserMediaV4L2

extension DeviceTests {
  @Suite struct Faults {
    @Test func aDamagedFrameIsDroppedAndCounted() async throws {
      let sink = RecordingSink()
      try await Camera.capture(into: sink) { _ in
        await sink.frames(2)
        try await Camera.set("inject_v4l2_buf_flag_error")
        await sink.wait { $0.drops[.errorFlag] == 1 }
        await sink.frames(5)
        #expect(sink.record.ends.isEmpty)
      }
    }

    @Test(arguments: ["inject_vidioc_streamon_error", "inject_vidioc_reqbufs_error"])
    func aFailedStartCanBeRepeated(fault: String) async throws {
      let sink = RecordingSink()
      try await Camera.capture(into: sink) { session in
        await session.stop()
        try await Camera.set(fault)
        let error = await #expect(throws: CaptureError.self) {
          _ = try await session.start(Camera.fast)
        }
        #expect(error?.cause?.domain == .errno)
        _ = try await session.start(Camera.fast)
        await sink.frames(2)
      }
    }

    @Test func aRefusedBufferIsRetried() async throws {
      let sink = RecordingSink()
      try await Camera.capture(into: sink) { _ in
        await sink.frames(2)
        try await Camera.set("inject_vidioc_qbuf_error")
        await sink.frames(10)
        #expect(sink.record.ends.isEmpty)
      }
    }

    @Test func aFatalErrorEndsTheCapture() async throws {
      let sink = RecordingSink(holding: 1)
      try await Camera.capture(into: sink) { session in
        await sink.frames(2)
        try await Camera.set("inject_fatal_streaming_error")
        let ends = await sink.wait { !$0.ends.isEmpty }.ends
        #expect(ends.map(\.kind) == [.unreadable])
        await session.stop()
        _ = try await session.start(Camera.fast)
      }
    }

    @Test func unpluggingEndsTheCapture() async throws {
      let sink = RecordingSink(holding: 2)
      try await Camera.capture(into: sink) { _ in
        await sink.frames(2)
        try await Camera.set("disconnect")
        let ends = await sink.wait { !$0.ends.isEmpty }.ends
        #expect(ends.map(\.kind) == [.notFound])
      }
      #expect(sink.record.held.count == 2)
      // vivid plugs itself in again once the last file is closed, even while frames are held.
      let next = RecordingSink()
      try await Camera.capture(into: next) { _ in await next.frames(2) }
    }

    @Test func aStalledCameraIsMutedAndUnmuted() async throws {
      let sink = RecordingSink()
      try await Camera.capture(into: sink) { _ in
        await sink.frames(2)
        try await Camera.set("percentage_of_dropped_buffers", 100)
        await sink.wait { $0.mutings.last == true }
        try await Camera.set("percentage_of_dropped_buffers", 0)
        await sink.wait { $0.mutings.last == false }
        await sink.frames(2)
        #expect(sink.record.ends.isEmpty)
      }
    }

    @Test func aCameraThatStaysStalledEnds() async throws {
      let sink = RecordingSink()
      try await Camera.capture(into: sink) { _ in
        await sink.frames(2)
        try await Camera.set("percentage_of_dropped_buffers", 100)
        let record = await sink.wait { !$0.ends.isEmpty }
        #expect(record.mutings.last == true)
        #expect(record.ends.map(\.kind) == [.unreadable])
      }
      try await Camera.set("percentage_of_dropped_buffers", 0)
    }
  }
}
