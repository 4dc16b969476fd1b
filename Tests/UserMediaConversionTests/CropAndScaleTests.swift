import Testing
import UserMediaConversion
import UserMediaCore

@Suite struct CropAndScaleTests {
  private func whole(_ scene: Scene) -> VideoRect {
    VideoRect(x: 0, y: 0, width: scene.width, height: scene.height)
  }

  @Test(arguments: Scene.yuv + Scene.rgb)
  func aCropIsLentFromTheFrame(format: PixelFormat) throws {
    let scene = Scene(width: 20, height: 12, padding: 4, separate: true)
    let frame = scene.frame(format)
    let crop = VideoRect(x: 4, y: 2, width: 10, height: 6)
    let part = try frame.croppedAndScaled(to: crop, width: 10, height: 6)
    #expect(part.buffer === frame.buffer)
    #expect(part.codedWidth == 10 && part.codedHeight == 6 && part.timestamp == 5)
    for plane in format.planeGeometry.indices {
      let geometry = format.planeGeometry[plane]
      let rows = scene.rows(format, plane)[
        2 / geometry.verticalSubsampling..<8 / geometry.verticalSubsampling]
      let left = 4 / geometry.horizontalSubsampling * geometry.bytesPerSample
      let count = geometry.rowBytes(width: 10)
      #expect(part.rows(plane) == rows.map { Array($0[left..<left + count]) })
    }
  }

  @Test func cropsOfOneFrameAreConvertedSeparately() throws {
    let frame = Scene(width: 20, height: 12).frame(.yuyv)
    let lumas = try [0, 2, 4].map { x in
      try frame.croppedAndScaled(
        to: VideoRect(x: x, y: 0, width: 8, height: 4), width: 8, height: 4, format: .grey
      ).rows(0)[0][0]
    }
    #expect(lumas == [0, 2, 4].map { Scene(width: 20, height: 12).y($0, 0) })
  }

  @Test func oddOriginsAlignToChroma() throws {
    let scene = Scene(width: 20, height: 12)
    let part = try scene.frame(.i420).croppedAndScaled(
      to: VideoRect(x: 5, y: 3, width: 7, height: 5), width: 7, height: 5)
    #expect(part.rows(0)[0][0] == scene.y(4, 2))
    #expect(part.rows(1).count == 3 && part.rows(1)[0].count == 4)
  }

  @Test(arguments: [PixelFormat.i420, .yv12, .nv12, .yuyv, .grey, .bgra, .rgbx, .rgb24])
  func oddSizesAreCorrect(format: PixelFormat) throws {
    let frame = flat(format, width: 724, height: 406)
    let crop = centredCrop(of: (724, 406), to: (641, 361))
    let result = try frame.croppedAndScaled(to: crop, width: 641, height: 361)
    #expect(result.codedWidth == 641 && result.codedHeight == 361)
    let rgb = try result.converted(to: .rgb24).rows(0)
    let wanted = try frame.converted(to: .rgb24).unsafePlane(0)[..<3]
    #expect(rgb.count == 361)
    for row in [0, 1, 180, 359, 360] {
      for x in [0, 1, 320, 639, 640] {
        let pixel = rgb[row][3 * x..<3 * x + 3]
        #expect(difference([Array(pixel)], [Array(wanted)]) <= 2, "\(x), \(row)")
      }
    }
  }

  @Test func scalingAverages() throws {
    let frame = Scene(width: 64, height: 32).frame(.i420)
    let bytes = frame.buffer.regions[0].mutableBytes
    for index in 0..<64 * 32 { bytes[index] = index % 2 == 0 ? 0 : 200 }
    let half = try frame.croppedAndScaled(
      to: VideoRect(x: 0, y: 0, width: 64, height: 32), width: 32, height: 16)
    #expect(half.rows(0).allSatisfy { $0.allSatisfy { $0 == 100 } })
  }

  @Test func scaledOnceForAllConsumers() throws {
    let scene = Scene(width: 64, height: 32)
    let frame = scene.frame(.nv12)
    let first = try frame.croppedAndScaled(to: whole(scene), width: 32, height: 16)
    let second = try frame.croppedAndScaled(to: whole(scene), width: 32, height: 16)
    #expect(first.buffer === second.buffer && first.pixelFormat == .nv12)
    let rgb = try frame.croppedAndScaled(to: whole(scene), width: 32, height: 16, format: .bgra)
    #expect(rgb.pixelFormat == .bgra && rgb.codedWidth == 32)
  }

  @Test func noChangeReturnsTheSameFrame() throws {
    let scene = Scene(width: 64, height: 32)
    let frame = scene.frame(.yuyv)
    let same = try frame.croppedAndScaled(to: whole(scene), width: 64, height: 32)
    #expect(same.buffer === frame.buffer && same.layout === frame.layout)
  }

  @Test func jpegsAreDecodedFirst() throws {
    let frame = JPEGTests.frame(
      try JPEGTests.file(width: 64, height: 48), width: 64, height: 48)
    let crop = centredCrop(of: (64, 48), to: (1, 1))
    #expect(crop == VideoRect(x: 8, y: 0, width: 48, height: 48))
    let result = try frame.croppedAndScaled(to: crop, width: 24, height: 24)
    #expect(result.pixelFormat == .i420 && result.codedWidth == 24 && result.codedHeight == 24)
  }

  @Test(arguments: [
    VideoRect(x: -2, y: 0, width: 4, height: 4), VideoRect(x: 0, y: 0, width: 21, height: 4),
    VideoRect(x: 18, y: 0, width: 4, height: 4), VideoRect(x: 0, y: 0, width: 0, height: 4),
    VideoRect(x: .max, y: 0, width: .max, height: 4),
  ])
  func impossibleCropsAreErrors(crop: VideoRect) {
    #expect(throws: DOMException.self) {
      try Scene(width: 20, height: 12).frame(.i420).croppedAndScaled(to: crop, width: 4, height: 4)
    }
  }

  @Test func impossibleSizesAreErrors() {
    let scene = Scene(width: 20, height: 12)
    for (width, height) in [(0, 4), (4, -1), (1 << 20, 4)] {
      #expect(throws: DOMException.self) {
        try scene.frame(.i420).croppedAndScaled(to: whole(scene), width: width, height: height)
      }
    }
  }

  @Test(arguments: [
    (1920, 1080, 4, 3, VideoRect(x: 240, y: 0, width: 1440, height: 1080)),
    (640, 480, 16, 9, VideoRect(x: 0, y: 60, width: 640, height: 360)),
    (641, 361, 1, 1, VideoRect(x: 140, y: 0, width: 361, height: 361)),
    (10, 1, 1, 1000, VideoRect(x: 4, y: 0, width: 1, height: 1)),
  ])
  func centred(width: Int, height: Int, across: Int, down: Int, crop: VideoRect) {
    #expect(centredCrop(of: (width, height), to: (across, down)) == crop)
  }

  /// A picture of one colour.
  private func flat(_ format: PixelFormat, width: Int, height: Int) -> VideoFrame {
    let layout = VideoFrameLayout(pixelFormat: format, width: width, height: height)!
    let region = MemoryRegion(allocating: layout.byteCount)
    for (plane, place) in layout.planes.enumerated() {
      let size = format.planeGeometry[plane].bytesPerSample
      let row = (0..<place.stride).map { UInt8(60 + 40 * plane + 20 * ($0 % size % 2)) }
      for start in stride(from: 0, to: layout.planeByteCounts[plane], by: place.stride) {
        region.mutableBytes[(place.offset + start)...].copyBytes(from: row)
      }
    }
    return VideoFrame(
      buffer: FrameBuffer(regions: [region]), layout: layout, timestamp: 0, sequence: 0)
  }
}
