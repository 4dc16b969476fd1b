import Testing
import UserMediaConversion
import UserMediaCore

@Suite struct ToI420Tests {
  @Test func yuyv() throws {
    let layout = try #require(VideoFrameLayout(pixelFormat: .yuyv, width: 4, height: 2))
    let buffer = BufferPool().take(byteCount: layout.byteCount)
    buffer.regions[0].mutableBytes.copyBytes(from: [
      10, 100, 20, 200, 30, 110, 40, 210, 50, 104, 60, 204, 70, 114, 80, 214,
    ])
    let frame = VideoFrame(buffer: buffer, layout: layout, timestamp: 5, sequence: 7)
    let result = try frame.converted(to: .i420)
    #expect(Array(result.unsafePlane(0)) == [10, 20, 30, 40, 50, 60, 70, 80])
    #expect(Array(result.unsafePlane(1)) == [102, 112])
    #expect(Array(result.unsafePlane(2)) == [202, 212])
    #expect(result.timestamp == 5 && result.sequence == 7)
  }
}
