import Logging
import Testing
import UserMediaCore

@testable import UserMediaV4L2

extension DeviceTests {
  @Suite struct Formats {
    /// vivid's picture is colour bars. The second bar is yellow, where red is above blue and the
    /// two chroma samples differ, so that swapped planes or bytes show.
    @Test func everyFormatIsDeliveredAsNamed() async throws {
      let camera = try await Camera.first()
      let formats = Set(camera.videoModes.compactMap(\.pixelFormat))
      #expect(formats.isSuperset(of: [.yuyv, .nv12, .i420, .grey, .rgb24, .bgrx]))
      for format in formats.sorted(by: { $0.rawValue < $1.rawValue }) {
        let sink = RecordingSink(holding: 1)
        let requested = VideoConfiguration(pixelFormat: format, width: 640, height: 360)
        try await Camera.capture(requested, into: sink) { _ in await sink.frames(1) }
        let frame = try #require(sink.record.held.first)
        #expect(frame.pixelFormat == format)
        #expect(frame.byteCount == frame.layout.byteCount)
        let (colour, expected) = (try pixel(of: frame, x: 120, y: 300), try yellow(in: frame))
        #expect(
          zip(colour, expected).allSatisfy { abs($0 - $1) <= 8 },
          "\(format): \(colour) is not \(expected)")
      }
    }

    /// A multi-planar driver has the same formats with contiguous and with separate planes. The
    /// session takes the first, so the second is set directly on the driver.
    @Test(arguments: ["NM12", "NM21", "NM16", "YM12", "YM21", "YM16"])
    func planesInSeparateMemory(fourCC: String) async throws {
      let code = try #require(PixelFormat(fourCC: fourCC)).rawValue
      let device = try V4L2Device(path: try await Camera.first().address)
      let type = try #require(try device.capabilities().captureType)
      guard device.formats(type: type).contains(code) else {
        #expect(type == .singlePlanar)
        return
      }
      let format = try device.setFormat(fourCC: code, width: 640, height: 360, type: type)
      let layout = try #require(StreamFormat(format, type: type)).layout
      #expect(Set(layout.planes.map(\.region)).count == layout.planes.count)
      let sink = RecordingSink(holding: 6)
      let stream = try CaptureStream(
        device: device, type: type, layout: layout, frameDuration: nil, sink: sink,
        logger: Logger(label: "test"), requestRepair: { _, _ in })
      let thread = try CaptureThread()
      try thread.add(stream)
      await sink.frames(6)
      await thread.remove(stream)
      stream.release()
      // The first frames are lent, later ones are copied into one block.
      #expect(Set(sink.record.held.map { $0.buffer.regions.count }) == [1, layout.planes.count])
      for frame in sink.record.held {
        let (colour, expected) = (try pixel(of: frame, x: 120, y: 300), try yellow(in: frame))
        #expect(
          zip(colour, expected).allSatisfy { abs($0 - $1) <= 8 },
          "\(fourCC): \(colour) is not \(expected)")
      }
    }

    @Test func theColourSpaceIsReported() async throws {
      let sink = RecordingSink(holding: 1)
      try await Camera.capture(into: sink) { _ in await sink.frames(1) }
      let colorSpace = try #require(sink.record.held.first).colorSpace
      #expect(
        colorSpace
          == VideoColorSpace(
            primaries: .bt709, transfer: .sRGB, matrix: .smpte170m, fullRange: false))
    }

    /// The yellow of vivid's bars, in the format's samples.
    private func yellow(in frame: VideoFrame) throws -> [Int] {
      switch frame.pixelFormat {
      // vivid's grey is the full-range luma of BT.709.
      case .grey, .y16: [176]
      default: frame.colorSpace.matrix == .rgb ? [191, 191, 0] : [162, 44, 142]
      }
    }

    /// One pixel's samples: Y U V, R G B, or only Y.
    private func pixel(of frame: VideoFrame, x: Int, y: Int) throws -> [Int] {
      func sample(_ plane: Int, _ x: Int, _ y: Int) -> Int {
        let offset = y * frame.layout.planes[plane].stride + x
        return frame.withPlane(plane) { Int($0.unsafeLoad(fromByteOffset: offset, as: UInt8.self)) }
      }
      func packed(_ offsets: [Int], _ bytes: Int) -> [Int] {
        offsets.map { sample(0, x / 2 * 2 * bytes + $0, y) }
      }
      /// Expands five, six and five bits to eight bits each.
      func expanded565() -> [Int] {
        let word = sample(0, x * 2, y) | sample(0, x * 2 + 1, y) << 8
        let parts = [word >> 11, (word >> 5) & 63, word & 31]
        return [parts[0] * 255 / 31, parts[1] * 255 / 63, parts[2] * 255 / 31]
      }
      return switch frame.pixelFormat {
      case .rgb565: expanded565()
      case .yuyv: packed([0, 1, 3], 2)
      case .yvyu: packed([0, 3, 1], 2)
      case .uyvy: packed([1, 0, 2], 2)
      case .vyuy: packed([1, 2, 0], 2)
      case .nv12: [sample(0, x, y), sample(1, x, y / 2), sample(1, x + 1, y / 2)]
      case .nv21: [sample(0, x, y), sample(1, x + 1, y / 2), sample(1, x, y / 2)]
      case .nv16: [sample(0, x, y), sample(1, x, y), sample(1, x + 1, y)]
      case .i420: [sample(0, x, y), sample(1, x / 2, y / 2), sample(2, x / 2, y / 2)]
      case .yv12: [sample(0, x, y), sample(2, x / 2, y / 2), sample(1, x / 2, y / 2)]
      case .i422: [sample(0, x, y), sample(1, x / 2, y), sample(2, x / 2, y)]
      case .grey: [sample(0, x, y)]
      case .y16: [sample(0, x * 2 + 1, y)]
      case .rgb24: packed([0, 1, 2], 3)
      case .bgr24: packed([2, 1, 0], 3)
      case .rgba, .rgbx: packed([0, 1, 2], 4)
      case .bgra, .bgrx, .bgr32: packed([2, 1, 0], 4)
      case .argb, .xrgb, .rgb32: packed([1, 2, 3], 4)
      case .abgr, .xbgr: packed([3, 2, 1], 4)
      default: throw UnknownFormat()
      }
    }

    private struct UnknownFormat: Error {}
  }
}
