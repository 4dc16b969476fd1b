import Testing
import UserMediaCore

@testable import UserMediaV4L2

extension DeviceTests {
  @Suite struct Sequence {
    @Test func timestampsFollowTheMonotonicClock() async throws {
      let sink = RecordingSink()
      let before = MonotonicClock.now
      try await Camera.capture(into: sink) { _ in await sink.frames(20) }
      let stamps = sink.record.timestamps
      #expect(zip(stamps, stamps.dropFirst()).allSatisfy(<))
      #expect(stamps.allSatisfy { before < $0 && $0 < MonotonicClock.now })
    }

    @Test func theDriversTimestampsAreUsed() async throws {
      // vivid can take the timestamp before or after drawing a frame; only its own timestamps show
      // the difference.
      var lags: [Int64] = []
      for source in [0, 1] {
        try await Camera.set("timestamp_source", source)
        let sink = RecordingSink()
        let large = VideoConfiguration(pixelFormat: .yuyv, width: 1280, height: 720)
        try await Camera.capture(large, into: sink) { _ in await sink.frames(9) }
        let record = sink.record
        lags.append(zip(record.arrivals, record.timestamps).map { $0 - $1 }.sorted()[4])
      }
      try await Camera.set("timestamp_source", 0)
      #expect(lags[1] > lags[0])
    }

    @Test func everyGapIsCounted() async throws {
      try await Camera.set("percentage_of_dropped_buffers", 50)
      let sink = RecordingSink()
      var start = RecordingSink.Record()
      try await Camera.capture(into: sink) { _ in
        // Gaps before the first frames don't count; after the first that does, each one must.
        start = await sink.wait { $0.drops[.sequenceGap] ?? 0 > 0 }
        await sink.frames(20)
      }
      try await Camera.set("percentage_of_dropped_buffers", 0)
      let record = sink.record
      // The gap before the next frame may be among those from the start.
      let sequences = record.sequences.dropFirst(start.frameCount)
      let missing = zip(sequences, sequences.dropFirst()).map { $1 - $0 - 1 }.reduce(0, +)
      let dropped = record.drops.values.reduce(0, +) - start.drops.values.reduce(0, +)
      #expect(missing > 0)
      // A missing number is a gap in the driver's count, or a frame without a picture.
      #expect(missing <= UInt64(dropped))
    }

    @Test func aWrappedCounterContinues() async throws {
      try await Camera.set("wrap_sequence_number", 1)
      let sink = RecordingSink()
      try await Camera.capture(into: sink) { _ in
        // vivid's counter starts 128 before it wraps.
        await sink.wait { ($0.sequences.last ?? 0) > 1 << 32 }
      }
      try await Camera.set("wrap_sequence_number", 0)
      let numbers = sink.record.sequences
      #expect(zip(numbers, numbers.dropFirst()).allSatisfy(<))
      #expect(numbers.last.map { $0 < 1 << 32 + 1000 } == true)
    }

    @Test func timestampsOfAnotherClockAreIgnored() async throws {
      try await Camera.set("wrap_timestamp", 1)
      let sink = RecordingSink()
      let before = MonotonicClock.now
      try await Camera.capture(into: sink) { _ in await sink.frames(20) }
      try await Camera.set("wrap_timestamp", 0)
      let stamps = sink.record.timestamps
      #expect(zip(stamps, stamps.dropFirst()).allSatisfy(<))
      #expect(stamps.allSatisfy { before < $0 && $0 < MonotonicClock.now })
    }
  }
}
