import CTurboJPEG
import Testing
import UserMediaConversion
import UserMediaCore

@Suite struct JPEGTests {
  /// A JPEG of a smooth picture, in one of TurboJPEG's samplings.
  static func file(
    width: Int, height: Int, sampling: TJSAMP = TJSAMP_420, flags: Int32 = 0
  ) throws -> [UInt8] {
    let rgb = (0..<width * height).flatMap { index -> [UInt8] in
      let (x, y) = (index % width, index / width)
      return [UInt8(x * 255 / width), UInt8(y * 255 / height), 128]
    }
    let handle = try #require(tjInitCompress())
    defer { tjDestroy(handle) }
    var start: UnsafeMutablePointer<UInt8>?
    var count: UInt = 0
    let result = tjCompress2(
      handle, rgb, Int32(width), 0, Int32(height), Int32(TJPF_RGB.rawValue), &start, &count,
      Int32(sampling.rawValue), 90, flags)
    try #require(result == 0)
    defer { tjFree(start) }
    return Array(UnsafeBufferPointer(start: start, count: Int(count)))
  }

  static func frame(_ file: [UInt8], width: Int, height: Int) -> VideoFrame {
    let region = MemoryRegion(allocating: file.count)
    region.mutableBytes.copyBytes(from: file)
    return VideoFrame(
      buffer: FrameBuffer(regions: [region]),
      layout: VideoFrameLayout(pixelFormat: .mjpeg, width: width, height: height, planes: [])!,
      byteCount: file.count, timestamp: 1, sequence: 2)
  }

  /// The file without its Huffman tables, as sent by webcams.
  static func withoutTables(_ file: [UInt8]) -> [UInt8] {
    var file = file
    while let table = file.indices.dropLast(4).first(where: {
      file[$0] == 0xff && file[$0 + 1] == 0xc4
    }) {
      let length = Int(file[table + 2]) << 8 | Int(file[table + 3])
      file.removeSubrange(table..<table + 2 + length)
    }
    return file
  }

  @Test(
    arguments: [
      TJSAMP_420, TJSAMP_422, TJSAMP_444, TJSAMP_440, TJSAMP_411, TJSAMP_GRAY,
    ].map(\.rawValue), [(64, 48), (65, 47), (33, 1), (1, 33)])
  func everySamplingBecomesI420(sampling: UInt32, size: (Int, Int)) throws {
    let (width, height) = size
    let file = try Self.file(width: width, height: height, sampling: TJSAMP(sampling))
    let frame = Self.frame(file, width: width, height: height)
    let result = try frame.converted(to: .i420)
    #expect(result.colorSpace.fullRange == true && result.colorSpace.matrix == .smpte170m)
    let rgb = try frame.converted(to: .rgb24).rows(0)
    for y in stride(from: 0, to: height, by: 5) {
      for x in stride(from: 0, to: width, by: 5) {
        let pixel = Array(rgb[y][3 * x..<3 * x + 3]).map { Int($0) }
        let expected = [x * 255 / width, y * 255 / height, 128]
        let luma = Double(expected[0]) * 0.299 + Double(expected[1]) * 0.587 + 14.6
        let wanted =
          sampling == TJSAMP_GRAY.rawValue ? [Int](repeating: Int(luma), count: 3) : expected
        #expect(zip(pixel, wanted).allSatisfy { abs($0 - $1) < 24 }, "\(pixel) at \(x),\(y)")
      }
    }
  }

  @Test func missingTablesAreAccepted() throws {
    let file = try Self.file(width: 64, height: 48)
    let bare = Self.withoutTables(file)
    #expect(bare.count == file.count - 432)
    let picture = try Self.frame(bare, width: 64, height: 48).converted(to: .i420)
    let whole = try Self.frame(file, width: 64, height: 48).converted(to: .i420)
    #expect(picture.rows(0) == whole.rows(0))
  }

  @Test func jpegDataIsTheCamerasOwnFile() throws {
    let file = try Self.file(width: 64, height: 48)
    #expect(try Self.frame(file, width: 64, height: 48).jpegBytes() == file)
  }

  @Test func jpegDataHasTablesWhenTheCameraLeavesThemOut() throws {
    let file = try Self.file(width: 64, height: 48)
    let bare = Self.withoutTables(file)
    let repaired = try Self.frame(bare, width: 64, height: 48).jpegBytes()
    #expect(repaired.count == bare.count + 420)
    // One segment instead of TurboJPEG's four, with the same tables.
    #expect(Self.tables(repaired) == Self.tables(file))
  }

  /// The data of all Huffman table segments.
  static func tables(_ file: [UInt8]) -> [UInt8] {
    var tables: [UInt8] = []
    for start in file.indices.dropLast(4) where file[start] == 0xff && file[start + 1] == 0xc4 {
      let length = Int(file[start + 2]) << 8 | Int(file[start + 3])
      tables += file[start + 4..<start + 2 + length]
    }
    return tables
  }

  @Test func sizeMustMatchTheFrame() throws {
    let file = try Self.file(width: 64, height: 48)
    let frame = Self.frame(file, width: 64, height: 32)
    for ask in [{ _ = try frame.converted(to: .i420) }, { _ = try frame.jpegBytes() }] {
      let error = #expect(throws: DOMException.self) { try ask() }
      #expect(error?.name == "EncodingError" && error?.message.contains("64x48") == true)
    }
  }

  @Test func truncatedFilesAreErrors() throws {
    let file = try Self.file(width: 320, height: 240)
    // The last bytes may be just the end marker and the padding of the last block's byte.
    for length in stride(from: 0, to: file.count - 8, by: 37) {
      let frame = Self.frame(Array(file[..<length]), width: 320, height: 240)
      let error = #expect(throws: DOMException.self, "\(length) bytes") {
        try frame.converted(to: .i420)
      }
      #expect(error?.name == "EncodingError")
      #expect(throws: DOMException.self) { try frame.jpegBytes() }
    }
  }

  @Test func damagedFilesNeverCrash() throws {
    let file = try Self.file(width: 96, height: 64)
    var random = SplitMix(seed: 42)
    for _ in 0..<2000 {
      var damaged = file
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        damaged[Int.random(in: damaged.indices, using: &random)] = .random(
          in: .min ... .max, using: &random)
      }
      let frame = Self.frame(damaged, width: 96, height: 64)
      _ = try? frame.converted(to: .i420)
      _ = try? frame.jpegBytes()
    }
  }

  @Test func strayBytesBeforeTheEndAreHarmless() throws {
    var file = try Self.file(width: 64, height: 48)
    let whole = try Self.frame(file, width: 64, height: 48).converted(to: .i420)
    file.insert(contentsOf: [0x12, 0x34], at: file.count - 2)
    let picture = try Self.frame(file, width: 64, height: 48).converted(to: .i420)
    #expect(picture.rows(0) == whole.rows(0))
    file.insert(contentsOf: [UInt8](repeating: 0x12, count: 100), at: file.count - 2)
    #expect(throws: DOMException.self) {
      try Self.frame(file, width: 64, height: 48).converted(to: .i420)
    }
  }
}

/// Random numbers, the same in every run.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
