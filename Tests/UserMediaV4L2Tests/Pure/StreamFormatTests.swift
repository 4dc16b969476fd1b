import CV4L2
import Testing
import UserMediaCore

@testable import UserMediaV4L2

@Suite struct StreamFormatTests {
  private func format(
    _ code: String, _ width: Int, _ height: Int, stride: UInt32
  ) throws -> v4l2_format {
    let code = try #require(PixelFormat(fourCC: code)).rawValue
    var format = v4l2_format(fourCC: code, width: width, height: height, type: .singlePlanar)
    format.fmt.pix.bytesperline = stride
    return format
  }

  private func planar(
    _ code: String, _ width: Int, _ height: Int, strides: [UInt32]
  ) throws -> v4l2_format {
    let code = try #require(PixelFormat(fourCC: code)).rawValue
    var format = v4l2_format(fourCC: code, width: width, height: height, type: .multiPlanar)
    format.fmt.pix_mp.num_planes = UInt8(strides.count)
    withUnsafeMutableBytes(of: &format.fmt.pix_mp.plane_fmt) { bytes in
      let planes = bytes.bindMemory(to: v4l2_plane_pix_format.self)
      for (index, stride) in strides.enumerated() { planes[index].bytesperline = stride }
    }
    return format
  }

  @Test func theDriversStrideIsUsed() throws {
    let layout = try #require(
      StreamFormat(format("NV12", 640, 360, stride: 704), type: .singlePlanar)
    ).layout
    #expect(
      layout.planes == [
        PlaneLayout(offset: 0, stride: 704), PlaneLayout(offset: 704 * 360, stride: 704),
      ])
    #expect(layout.requiredBytes == [704 * (360 + 180) - 64])
  }

  @Test(arguments: [("YU12", [5, 3, 3]), ("NV12", [5, 6]), ("422P", [5, 3, 3])])
  func chromaOfAnOddStrideIsRoundedUp(code: String, strides: [Int]) throws {
    let layout = try #require(
      StreamFormat(format(code, 5, 3, stride: 5), type: .singlePlanar)
    ).layout
    #expect(layout.planes.map(\.stride) == strides)
    #expect(layout.planes[1].offset == 15)
  }

  @Test(arguments: [("RGB3", 20), ("YUYV", 14)])
  func aStrideNeedNotBeWholePixels(code: String, stride: Int) throws {
    let layout = try #require(
      StreamFormat(format(code, 5, 3, stride: UInt32(stride)), type: .singlePlanar)
    ).layout
    #expect(layout.planes == [PlaneLayout(offset: 0, stride: stride)])
  }

  @Test func noStrideMeansNoPadding() throws {
    let layout = try #require(
      StreamFormat(format("YUYV", 640, 360, stride: 0), type: .singlePlanar)
    ).layout
    #expect(layout.planes == [PlaneLayout(offset: 0, stride: 1280)])
  }

  @Test(arguments: [("YUYV", 640, 360, 1279), ("YUYV", 0, 360, 0), ("YUYV", 640, 1 << 17, 0)])
  func invalidFormats(code: String, width: Int, height: Int, stride: UInt32) throws {
    #expect(
      try StreamFormat(format(code, width, height, stride: stride), type: .singlePlanar) == nil)
  }

  @Test func anUnknownFormat() throws {
    #expect(
      try StreamFormat(format("H264", 640, 360, stride: 0), type: .singlePlanar) == nil)
  }

  @Test func aJPEGHasNoPlanes() throws {
    let layout = try #require(
      StreamFormat(format("MJPG", 640, 360, stride: 1), type: .singlePlanar)
    ).layout
    #expect(layout.planes.isEmpty && layout.pixelFormat == .mjpeg)
    #expect(layout.colorSpace.fullRange == true)
  }

  @Test func planesInSeparateMemory() throws {
    let layout = try #require(
      StreamFormat(planar("YM12", 640, 360, strides: [640, 320, 320]), type: .multiPlanar)
    ).layout
    #expect(layout.pixelFormat == .i420)
    #expect(
      layout.planes == [
        PlaneLayout(offset: 0, stride: 640, region: 0),
        PlaneLayout(offset: 0, stride: 320, region: 1),
        PlaneLayout(offset: 0, stride: 320, region: 2),
      ])
    #expect(
      layout.contiguous.planes == [
        PlaneLayout(offset: 0, stride: 640), PlaneLayout(offset: 640 * 360, stride: 320),
        PlaneLayout(offset: 640 * 360 + 320 * 180, stride: 320),
      ])
    #expect(layout.moved(by: [0, 128, 0])?.planes[1].offset == 128)
  }

  @Test func aMissingPlane() throws {
    #expect(
      try StreamFormat(planar("NM12", 640, 360, strides: [640]), type: .multiPlanar) == nil)
  }

  @Test func contiguousPlanesOfAMultiPlanarDriver() throws {
    let layout = try #require(
      StreamFormat(planar("NV12", 640, 360, strides: [640]), type: .multiPlanar)
    ).layout
    #expect(layout.planes.map(\.region) == [0, 0])
  }
}
