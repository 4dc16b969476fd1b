import Testing
import UserMediaCore

@testable import UserMediaSynthetic

/// Controls that the test pattern follows.
@Suite struct ControlTests {
  /// A picture of the pattern with the given controls, and the bytes of its planes.
  private func picture(
    _ settings: CameraControlSettings, format: PixelFormat = .i420
  ) throws -> (layout: VideoFrameLayout, planes: [[UInt8]]) {
    let controls = SyntheticControls(CameraLook.controls)
    let mode = VideoConfiguration(pixelFormat: format, width: 640, height: 360)
    let source = try #require(
      PatternSource(mode, label: "", mirrored: false, controls: controls))
    func draw() throws -> VideoFrame {
      guard case .frame(let frame) = try source.frame(0, timestamp: 0, duration: 0, elapsed: 0)
      else { throw CaptureError(.unreadable, device: "test", "no frame") }
      return frame
    }
    // The controls change between two frames, as on a live track.
    _ = try draw()
    _ = controls.set(settings)
    let frame = try draw()
    let planes = frame.layout.planes.indices.map { index in
      frame.withPlane(index) { span in span.withUnsafeBytes { [UInt8]($0) } }
    }
    return (frame.layout, planes)
  }

  /// Luma and chroma of the yellow bar, at a ninth of the height.
  private func yellow(_ settings: CameraControlSettings) throws -> [UInt8] {
    let (_, planes) = try picture(settings)
    return [planes[0][40 * 640 + 140], planes[1][20 * 320 + 70], planes[2][20 * 320 + 70]]
  }

  @Test func neutralValuesChangeNothing() throws {
    #expect(try yellow([:]) == [162, 44, 142])
    #expect(
      try picture([.brightness: .number(128), .zoom: .number(1)]).planes == picture([:]).planes)
  }

  @Test func brightnessContrastAndSaturationActOnThePicture() throws {
    #expect(try yellow([.brightness: .number(138)]) == [172, 44, 142])
    #expect(try yellow([.contrast: .number(64)]) == [144, 44, 142])
    #expect(try yellow([.saturation: .number(0)]) == [162, 128, 128])
    #expect(try yellow([.brightness: .number(255)]) == [235, 44, 142])
    #expect(try yellow([.brightness: .number(0)]) == [34, 44, 142])
  }

  @Test(arguments: [PixelFormat.yuyv, .nv12, .i420])
  func zoomEnlargesTheMiddle(format: PixelFormat) throws {
    let (normal, zoomed) = (
      try picture([:], format: format), try picture([.zoom: .number(2)], format: format)
    )
    // Everything shown was half as far from the middle: here, the bars.
    let stride = normal.layout.planes[0].stride
    let pixel = format == .yuyv ? 2 : 1
    for x in [24, 100, 330, 500, 616] {
      let before = (x - 320) / 2 + 320
      #expect(
        zoomed.planes[0][40 * stride + x * pixel] == normal.planes[0][110 * stride + before * pixel]
      )
    }
    #expect(zoomed.planes[0] != normal.planes[0])
  }

  @Test func valuesAreClampedAndOthersRestored() {
    let controls = SyntheticControls(CameraLook.controls)
    let first = controls.set([
      .brightness: .number(1000), .zoom: .number(2.2), .torch: .boolean(true),
    ])
    #expect(first[.brightness] == .number(255))
    #expect(first[.zoom] == .number(2))
    #expect(first[.torch] == nil)
    let second = controls.set([.contrast: .number(3)])
    #expect(second[.brightness] == .number(128) && second[.contrast] == .number(3))
    #expect(controls.look.zoom == 1)
  }
}
