import Testing
import UserMediaConversion
import UserMediaCore

@Suite struct SharingTests {
  private let layout = VideoFrameLayout(pixelFormat: .yuyv, width: 64, height: 32)!

  private func frame(_ pool: BufferPool) -> VideoFrame {
    VideoFrame(
      buffer: pool.take(byteCount: layout.byteCount), layout: layout, timestamp: 0, sequence: 0)
  }

  @Test func manyConsumersShareOneConversion() async throws {
    let frame = Scene(width: 640, height: 480).frame(.yuyv)
    for format in [PixelFormat.i420, .bgra, .nv12] {
      let results = try await withThrowingTaskGroup(of: VideoFrame.self) { group in
        for _ in 0..<8 { group.addTask { try frame.converted(to: format) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(Set(results.map { ObjectIdentifier($0.buffer) }).count == 1)
    }
  }

  @Test func memoryIsReused() throws {
    let pool = BufferPool()
    var addresses: Set<UnsafeRawPointer?> = []
    for _ in 0..<50 {
      let bgra = try frame(pool).converted(to: .bgra)
      addresses.insert(bgra.unsafePlane(0).baseAddress)
    }
    #expect(addresses.count == 1)
  }

  @Test func heldResultsDoNotChange() throws {
    let pool = BufferPool()
    var held: [(VideoFrame, [[UInt8]])] = []
    for number in 0..<40 {
      let source = frame(pool)
      let bytes = source.buffer.regions[0].mutableBytes
      for index in bytes.indices { bytes[index] = UInt8(truncatingIfNeeded: number + index) }
      let result = try source.converted(to: .i420)
      if number % 4 == 0 { held.append((result, result.rows(0))) }
    }
    for (frame, rows) in held { #expect(frame.rows(0) == rows) }
  }

  @Test func aNewPictureIsConvertedAgain() throws {
    let pool = BufferPool()
    for value: UInt8 in [10, 200] {
      let source = frame(pool)
      let bytes = source.buffer.regions[0].mutableBytes
      for index in bytes.indices { bytes[index] = value }
      #expect(try source.converted(to: .grey).rows(0)[0][0] == value)
    }
  }
}
