import Testing
import UserMediaConversion
import UserMediaCore

@Suite struct CopyTests {
  private func copied(_ frame: VideoFrame, _ options: VideoFrameCopyToOptions) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0xcc, count: try frame.allocationSize(options))
    try bytes.withUnsafeMutableBytes { _ = try frame.copy(to: $0, options) }
    return bytes
  }

  @Test(arguments: Scene.yuv + Scene.rgb + [.grey, .y16], Scene.shapes)
  func copiesHaveNoPadding(format: PixelFormat, scene: Scene) throws {
    let expected = format.planeGeometry.indices.flatMap { scene.rows(format, $0).flatMap(\.self) }
    #expect(try scene.frame(format).bytes(as: format) == expected)
    #expect(try copied(scene.frame(format), .init()) == expected)
  }

  @Test func copyOfAJPEGIsItsFile() throws {
    let file = try JPEGTests.file(width: 64, height: 48)
    let frame = JPEGTests.frame(file, width: 64, height: 48)
    #expect(try frame.bytes(as: .mjpeg) == file)
    #expect(try frame.bytes(as: .i420).count == 64 * 48 * 3 / 2)
    #expect(throws: DOMException.self) { try frame.allocationSize() }
    #expect(try frame.allocationSize(.init(format: .bgra)) == 64 * 48 * 4)
  }

  @Test func rectangleAndLayout() throws {
    let scene = Scene(width: 8, height: 4, padding: 3)
    let options = VideoFrameCopyToOptions(
      rect: VideoRect(x: 2, y: 2, width: 3, height: 2),
      layout: [
        .init(offset: 10, stride: 5), .init(offset: 0, stride: 4), .init(offset: 4, stride: 2),
      ])
    let bytes = try copied(scene.frame(.i420), options)
    #expect(bytes.count == 20)
    #expect(Array(bytes[10..<13]) == [2, 3, 4].map { scene.y($0, 2) })
    #expect(bytes[13] == 0xcc)
    #expect(Array(bytes[15..<18]) == [2, 3, 4].map { scene.y($0, 3) })
    #expect(Array(bytes[0..<2]) == [2, 4].map { scene.u($0, 2) })
    #expect(Array(bytes[4..<6]) == [2, 4].map { scene.v($0, 2) })
  }

  @Test func copyWithConversion() throws {
    let scene = Scene(width: 6, height: 4)
    let bytes = try copied(scene.frame(.bgra), .init(format: .rgb24))
    #expect(bytes == scene.rows(.rgb24, 0).flatMap(\.self))
  }

  @Test(arguments: [
    VideoFrameCopyToOptions(rect: VideoRect(x: 1, y: 0, width: 2, height: 2)),
    VideoFrameCopyToOptions(rect: VideoRect(x: 0, y: 1, width: 2, height: 2)),
    VideoFrameCopyToOptions(rect: VideoRect(x: 0, y: 0, width: 9, height: 2)),
    VideoFrameCopyToOptions(rect: VideoRect(x: 0, y: 0, width: 0, height: 2)),
    VideoFrameCopyToOptions(layout: [.init(offset: 0, stride: 8)]),
    VideoFrameCopyToOptions(
      layout: [
        .init(offset: 0, stride: 7), .init(offset: 40, stride: 4), .init(offset: 60, stride: 4),
      ]),
    VideoFrameCopyToOptions(
      layout: [
        .init(offset: 0, stride: 8), .init(offset: 31, stride: 4), .init(offset: 60, stride: 4),
      ]),
    VideoFrameCopyToOptions(
      layout: [
        .init(offset: -1, stride: 8), .init(offset: 40, stride: 4), .init(offset: 60, stride: 4),
      ]),
    VideoFrameCopyToOptions(
      layout: [
        .init(offset: .max, stride: .max), .init(offset: 40, stride: 4),
        .init(offset: 60, stride: 4),
      ]),
  ])
  func invalidOptionsAreTypeErrors(options: VideoFrameCopyToOptions) {
    let frame = Scene(width: 8, height: 4).frame(.i420)
    #expect(throws: TypeError.self) { try frame.allocationSize(options) }
  }

  @Test func tooSmallADestinationIsATypeError() {
    let frame = Scene(width: 8, height: 4).frame(.i420)
    var bytes = [UInt8](repeating: 0, count: 47)
    #expect(throws: TypeError.self) {
      try bytes.withUnsafeMutableBytes { _ = try frame.copy(to: $0) }
    }
  }
}
