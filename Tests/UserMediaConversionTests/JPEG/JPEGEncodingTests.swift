import Testing
import UserMediaConversion
import UserMediaCore

@Suite struct JPEGEncodingTests {
  /// One colour, given in each colour space, must decode to the same R G B.
  @Test(arguments: [
    (VideoColorSpace(matrix: .smpte170m, fullRange: false), [81, 90, 240] as [UInt8]),
    (VideoColorSpace(matrix: .smpte170m, fullRange: true), [76, 85, 255]),
    (VideoColorSpace(matrix: .bt709, fullRange: false), [63, 102, 240]),
    (VideoColorSpace(), [81, 90, 240]),
  ])
  func coloursAreCorrect(colorSpace: VideoColorSpace, red: [UInt8]) throws {
    for (width, height) in [(32, 16), (33, 17)] {
      for format in [PixelFormat.i420, .nv12, .yuyv] {
        let frame = flat(format, width, height, colorSpace, red)
        let file = try frame.jpegBytes()
        let rgb = try JPEGTests.frame(file, width: width, height: height).converted(to: .rgb24)
        let pixel = Array(rgb.unsafePlane(0)[..<3])
        #expect(pixel[0] >= 248 && pixel[1] <= 7 && pixel[2] <= 7, "\(pixel) from \(format)")
      }
    }
  }

  private func flat(
    _ format: PixelFormat, _ width: Int, _ height: Int, _ colorSpace: VideoColorSpace,
    _ yuv: [UInt8]
  ) -> VideoFrame {
    let scene = Scene(width: width, height: height, colorSpace: colorSpace)
    let frame = scene.frame(format)
    let bytes = frame.buffer.regions[0].mutableBytes
    let planes = frame.layout.planes
    for index in bytes.indices {
      bytes[index] =
        switch format {
        case .yuyv: yuv[[0, 1, 0, 2][index % 4]]
        case .nv12: index < planes[1].offset ? yuv[0] : yuv[1 + (index - planes[1].offset) % 2]
        default:
          yuv[index < planes[1].offset ? 0 : index < planes[2].offset ? 1 : 2]
        }
    }
    return frame
  }

  @Test(arguments: Scene.rgb)
  func rgbIsEncodedDirectly(format: PixelFormat) throws {
    let scene = Scene(width: 48, height: 32)
    let frame = scene.frame(format)
    let bytes = frame.buffer.regions[0].mutableBytes
    let size = format.planeGeometry[0].bytesPerSample
    for index in bytes.indices { bytes[index] = bytes[index % size] / 2 + 32 }
    let expected = try frame.converted(to: .rgb24).rows(0)
    let file = try frame.jpegBytes(quality: 95)
    let decoded = try JPEGTests.frame(file, width: 48, height: 32).converted(to: .rgb24)
    #expect(difference(decoded.rows(0), expected) <= 6)
  }

  @Test func qualityAffectsTheSize() throws {
    let frame = Scene(width: 320, height: 240).frame(.yuyv)
    #expect(try frame.jpegBytes(quality: 30).count < frame.jpegBytes(quality: 95).count)
    #expect(try frame.jpegBytes(quality: 1000) == frame.jpegBytes(quality: 100))
  }

  @Test func lumaBecomesAGreyJPEG() throws {
    let scene = Scene(width: 32, height: 16)
    let file = try scene.frame(.grey).jpegBytes()
    let decoded = try JPEGTests.frame(file, width: 32, height: 16).converted(to: .i420)
    #expect(decoded.rows(1)[0].allSatisfy { $0 == 128 })
    #expect(difference(decoded.rows(0), scene.rows(.grey, 0)) <= 40)
  }
}
