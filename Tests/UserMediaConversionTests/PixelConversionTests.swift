import Testing
import UserMediaConversion
import UserMediaCore

@Suite struct PixelConversionTests {
  @Test(arguments: Scene.yuv, Scene.shapes)
  func yuvKeepsItsSamples(format: PixelFormat, scene: Scene) throws {
    let frame = scene.frame(format)
    for target in [PixelFormat.i420, .nv12, .i422, .grey] {
      // Between 4:2:0 and planar 4:2:2, libyuv scales chroma: it interpolates the rows in between
      // and, for an odd number of rows, uses weights other than a half.
      let isScaled = [.nv16, .i422].contains(format) && scene.height % 2 == 1 && target != .i422
      let invented =
        isScaled || target == .i422 && format.planeGeometry.last?.verticalSubsampling == 2
      let result = try frame.converted(to: target)
      #expect(result.pixelFormat == target)
      #expect(result.colorSpace.fullRange == (target == .grey ? false : nil))
      for plane in target.planeGeometry.indices where !(invented && plane > 0) {
        #expect(
          difference(result.rows(plane), scene.rows(target, plane)) <= 1,
          "\(format) to \(target), plane \(plane)")
      }
    }
  }

  @Test(arguments: Scene.rgb, Scene.shapes)
  func rgbKeepsItsSamples(format: PixelFormat, scene: Scene) throws {
    let frame = scene.frame(format)
    for target in [PixelFormat.rgba, .bgra, .rgb24, .bgr24] {
      let result = try frame.converted(to: target)
      #expect(result.rows(0) == scene.rows(target, 0), "\(format) to \(target)")
    }
  }

  @Test(arguments: [PixelFormat.rgbx, .bgrx, .xrgb, .xbgr, .rgb32, .bgr32])
  func paddingBytesBecomeOpaque(format: PixelFormat) throws {
    let scene = Scene(width: 6, height: 2)
    let frame = scene.frame(format)
    let unused = [PixelFormat.rgbx, .bgrx, .bgr32].contains(format) ? 3 : 0
    for pixel in 0..<12 { frame.buffer.regions[0].mutableBytes[4 * pixel + unused] = 0x12 }
    #expect(try frame.converted(to: .rgba).rows(0) == scene.rows(.rgba, 0))
    #expect(try frame.converted(to: .bgra).rows(0) == scene.rows(.bgra, 0))
  }

  @Test(arguments: Scene.rgb)
  func rgbBecomesLimitedBT601(format: PixelFormat) throws {
    let scene = Scene(width: 34, height: 6)
    for target in [PixelFormat.i420, .nv12, .i422] {
      let result = try scene.frame(format).converted(to: target)
      #expect(result.colorSpace == VideoColorSpace(matrix: .smpte170m, fullRange: false))
      let planar = try result.converted(to: .i420)
      let expected = scene.referenceYUV()
      for plane in 0..<3 {
        #expect(
          difference(planar.rows(plane), expected[plane]) <= 2, "\(format) to \(target) \(plane)")
      }
    }
    let grey = try scene.frame(format).converted(to: .grey)
    #expect(grey.colorSpace.fullRange == true)
    #expect(difference(grey.rows(0), scene.referenceFullLuma()) <= 2)
  }

  @Test(
    arguments: Scene.yuv,
    [
      VideoColorSpace(), VideoColorSpace(matrix: .smpte170m, fullRange: false),
      VideoColorSpace(matrix: .bt470bg, fullRange: true),
      VideoColorSpace(matrix: .bt709, fullRange: false),
      VideoColorSpace(matrix: .bt709, fullRange: true),
      VideoColorSpace(matrix: .bt2020, fullRange: false),
      VideoColorSpace(matrix: .bt2020, fullRange: true),
    ])
  func yuvBecomesRGBByItsColorSpace(format: PixelFormat, colorSpace: VideoColorSpace) throws {
    let scene = Scene(width: 34, height: 6, colorSpace: colorSpace, padding: 2)
    let frame = scene.frame(format)
    // On x86, libyuv has eight bits for each factor, and clamps blue's at 2: in limited-range
    // BT.709 and BT.2020, strong blues come out some levels too weak (libyuv, row_common.cc).
    let tolerance = colorSpace.fullRange == false && colorSpace.matrix != .smpte170m ? 9 : 4
    for target in [PixelFormat.rgba, .bgra, .rgb24, .bgr24] {
      let result = try frame.converted(to: target)
      #expect(result.colorSpace == VideoColorSpace(matrix: .rgb, fullRange: true))
      #expect(
        difference(result.rows(0), scene.referenceRGB(target)) <= tolerance,
        "\(format) to \(target)")
    }
  }

  @Test func lumaAloneIsFullRangeByDefault() throws {
    var scene = Scene(width: 34, height: 2)
    for format in [PixelFormat.grey, .y16] {
      let luma = scene.rows(.grey, 0)
      #expect(try scene.frame(format).converted(to: .grey).rows(0) == luma)
      let rgb = try scene.frame(format).converted(to: .rgb24)
      #expect(difference(rgb.rows(0), luma.map { $0.flatMap { [$0, $0, $0] } }) <= 1)
      let planar = try scene.frame(format).converted(to: .nv12)
      #expect(planar.rows(0) == luma && planar.rows(1)[0].allSatisfy { $0 == 128 })
    }
    scene.colorSpace.fullRange = false
    let limited = try scene.frame(.grey).converted(to: .rgba)
    #expect(limited.rows(0)[0][0] == 0)  // luma 16
  }

  @Test func unknownFormatsAreRejected() throws {
    let scene = Scene(width: 4, height: 2)
    let error = #expect(throws: DOMException.self) {
      try scene.frame(.yuyv).converted(to: PixelFormat(fourCC: "H264")!)
    }
    #expect(error?.name == "NotSupportedError")
  }

  @Test func sameFormatIsTheSameFrame() throws {
    let frame = Scene(width: 4, height: 2).frame(.yuyv)
    #expect(try frame.converted(to: .yuyv).buffer === frame.buffer)
  }
}
