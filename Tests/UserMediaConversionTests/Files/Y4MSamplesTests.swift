import FileTestSupport
import Testing
import UserMediaConversion
import UserMediaCore

/// Files with every subsampling and depth, compared with a straightforward computation.
@Suite struct Y4MSamplesTests {
  private let directory = try! TemporaryDirectory()

  /// A luma sample, or a chroma sample that is constant across a few pixels.
  private func level(_ plane: Int, _ x: Int, _ y: Int) -> Int {
    switch plane {
    case 0: 16 + (x * 7 + y * 5) % 200
    case 1: 60 + x / 8 * 20
    default: 200 - y / 8 * 30
    }
  }

  /// Builds a file of one frame: planes with the given pixels per sample, and `bits` per sample.
  private func file(
    header: String, _ width: Int, _ height: Int, _ planes: [(Int, Int)], bits: Int,
    line: String = "FRAME\n"
  ) throws -> String {
    var bytes = Array((header + line).utf8)
    for (index, (across, down)) in planes.enumerated() {
      for y in 0..<(height + down - 1) / down {
        for x in 0..<(width + across - 1) / across {
          let value = level(index % 3, x * across, y * down) << (bits - 8)
          bytes.append(UInt8(value & 255))
          if bits > 8 { bytes.append(UInt8(value >> 8)) }
        }
      }
    }
    return try directory.write(bytes, "samples.y4m")
  }

  private func check(_ path: String, _ width: Int, _ height: Int, _ format: PixelFormat) throws {
    let reader = try Y4MReader(path: path)
    #expect(reader.layout.pixelFormat == format)
    #expect(reader.layout.width == width && reader.layout.height == height)
    var bytes = [UInt8](repeating: 0, count: reader.layout.byteCount)
    try #require(try bytes.withUnsafeMutableBytes { try reader.read(into: $0) })
    for (index, geometry) in format.planeGeometry.enumerated() {
      let (across, down) = (geometry.horizontalSubsampling, geometry.verticalSubsampling)
      let plane = reader.layout.planes[index]
      for y in 0..<(height + down - 1) / down {
        for x in 0..<(width + across - 1) / across {
          let found = Int(bytes[plane.offset + y * plane.stride + x])
          // Where chroma changes, scaling interpolates.
          let near =
            [-8, 0, 8].map { level(index, x * across + $0, y * down) }
            + [-8, 0, 8].map { level(index, x * across, y * down + $0) }
          let range = index == 0 ? level(0, x, y)...level(0, x, y) : near.min()!...near.max()!
          #expect(range.contains(found), "plane \(index) at \(x),\(y)")
        }
      }
    }
    #expect(try !bytes.withUnsafeMutableBytes { try reader.read(into: $0) })
  }

  private static let shapes: [(name: String, planes: [(Int, Int)], format: PixelFormat)] = [
    ("420", [(1, 1), (2, 2), (2, 2)], .i420), ("422", [(1, 1), (2, 1), (2, 1)], .i422),
    ("444", [(1, 1), (1, 1), (1, 1)], .i422), ("411", [(1, 1), (4, 1), (4, 1)], .i422),
    ("440", [(1, 1), (1, 2), (1, 2)], .i420), ("410", [(1, 1), (4, 4), (4, 4)], .i420),
    ("mono", [(1, 1)], .grey),
  ]

  @Test(arguments: 0..<shapes.count, [(32, 24), (33, 25), (1, 1)])
  func everySubsamplingInEveryDepth(shape: Int, size: (Int, Int)) throws {
    let (name, planes, format) = Self.shapes[shape]
    let (width, height) = size
    for bits in [8, 9, 10, 12, 14, 16] {
      let depth = bits == 8 ? "" : name == "mono" ? "\(bits)" : "p\(bits)"
      let path = try file(
        header: "YUV4MPEG2 W\(width) H\(height) F25:1 C\(name)\(depth)\n", width, height, planes,
        bits: bits)
      try check(path, width, height, format)
    }
  }

  @Test(arguments: [
    "C420jpeg", "C420JPEG", "C420mpeg2", "C420paldv", "C420PALDV", "XYSCSS=420MPEG2",
  ])
  func chromaSitingIsIgnored(tag: String) throws {
    let path = try file(
      header: "YUV4MPEG2 W32 H24 \(tag)\n", 32, 24, Self.shapes[0].planes, bits: 8)
    try check(path, 32, 24, .i420)
  }

  @Test(arguments: ["422", "444", "411", "444P10", "422P12"])
  func theOlderCommentIsUsedWithoutTheParameter(tag: String) throws {
    let parts = tag.split(separator: "P")
    let shape = try #require(Self.shapes.first { $0.name == parts[0] })
    let bits = parts.count > 1 ? try #require(Int(parts[1])) : 8
    let path = try file(
      header: "YUV4MPEG2 W32 H24 F25:1 Ip A1:1 XYSCSS=\(tag)\n", 32, 24, shape.planes, bits: bits)
    try check(path, 32, 24, .i422)
    // The parameter, if present, takes precedence.
    let both = try file(
      header: "YUV4MPEG2 W32 H24 XYSCSS=\(tag) C420\n", 32, 24, Self.shapes[0].planes, bits: 8)
    try check(both, 32, 24, .i420)
  }

  @Test func transparencyIsIgnored() throws {
    let path = try file(
      header: "YUV4MPEG2 W32 H24 C444alpha\n", 32, 24, Self.shapes[2].planes + [(1, 1)], bits: 8)
    try check(path, 32, 24, .i422)
  }

  @Test func otherLineEndingsAreAccepted() throws {
    let path = try file(
      header: "YUV4MPEG2 W32 H24 F25:1 C422\r\n", 32, 24, Self.shapes[1].planes, bits: 8,
      line: "FRAME Ip\r\n")
    try check(path, 32, 24, .i422)
    #expect(try Y4MReader(path: path).frameRate == FrameRate(25))
  }
}
