import FileTestSupport
import Testing
import UserMediaConversion
import UserMediaCore

@Suite struct MJPEGReaderTests {
  private let directory = try! TemporaryDirectory()

  @Test func picturesLargerThanTheWindow() throws {
    // Noise, so that the file is long.
    let scene = Scene(width: 900, height: 700)
    let frame = scene.frame(.rgb24)
    var random = SplitMix(seed: 1)
    let words = frame.buffer.regions[0].mutableBytes.bindMemory(to: UInt64.self)
    for index in words.indices { words[index] = random.next() }
    let large = try frame.jpegBytes(quality: 100)
    try #require(large.count > 1 << 18)
    let small = try JPEGTests.file(width: 64, height: 48)
    let reader = try MJPEGReader(
      path: directory.write(small + large + small + [1], "large.mjpeg"))
    #expect(reader.size.width == 64 && reader.size.height == 48)
    for _ in 0..<2 {
      let lengths = try (0..<3).map { _ in try reader.next()?.length }
      #expect(lengths == [small.count, large.count, small.count])
      #expect(try reader.next() == nil)
      reader.rewind()
    }
  }

  @Test func damagedFilesNeverCrash() throws {
    let small = try JPEGTests.file(width: 16, height: 16)
    var random = SplitMix(seed: 9)
    for _ in 0..<100 {
      var damaged = small + small + small
      for _ in 0..<6 {
        damaged[Int.random(in: damaged.indices, using: &random)] = [0, 0xff, 0xd8, 0xd9, 0xda]
          .randomElement(using: &random)!
      }
      let path = try directory.write(damaged, "damaged.mjpeg")
      guard let reader = try? MJPEGReader(path: path) else { continue }
      while let item = try reader.next() { #expect(item.length ?? 0 <= damaged.count) }
    }
  }

  /// The items in a file: the length of each picture, `nil` for a damaged one.
  private func items(_ bytes: [UInt8]) throws -> [Int?] {
    let reader = try MJPEGReader(path: directory.write(bytes, "items.mjpeg"))
    var items: [Int?] = []
    while let item = try reader.next() { items.append(item.length) }
    return items
  }

  @Test func unterminatedPicturesEndAtTheNext() throws {
    let small = try JPEGTests.file(width: 64, height: 48)
    let open = Array(small.dropLast(2))
    #expect(try items(open + open + open) == [open.count, open.count, open.count])
    #expect(try items(open) == [open.count])
  }

  @Test(arguments: [0, 1, 100, 300_000])
  func junkIsSkipped(count: Int) throws {
    let small = try JPEGTests.file(width: 64, height: 48)
    let junk = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 31) }
    #expect(try items(junk + small + junk + small + junk) == [small.count, small.count])
  }

  @Test func multipartBoundariesAreSkipped() throws {
    let small = try JPEGTests.file(width: 64, height: 48)
    let part =
      Array("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: \(small.count)\r\n\r\n".utf8)
      + small + Array("\r\n".utf8)
    #expect(try items(part + part + Array("--frame--\r\n".utf8)) == [small.count, small.count])
  }

  @Test func aFileWithoutAJPEGNearItsStartIsRejected() throws {
    let small = try JPEGTests.file(width: 64, height: 48)
    let zeros = [UInt8](repeating: 0, count: 1 << 21)
    let error = #expect(throws: CaptureError.self) { try items(zeros + small) }
    #expect(error?.message == "has no complete JPEG")
  }

  @Test func aHeaderThatClaimsMoreThanTheFileHoldsIsNamed() throws {
    var bomb = try JPEGTests.file(width: 64, height: 48)
    let frame = try #require(
      bomb.indices.dropLast().first { bomb[$0] == 0xff && bomb[$0 + 1] == 0xc0 })
    // Height and width follow the marker, the segment's length and the precision.
    bomb.replaceSubrange(frame + 5..<frame + 9, with: [0x4e, 0x20, 0x75, 0x30])
    let error = #expect(throws: CaptureError.self) { try items(bomb) }
    #expect(error?.message.hasSuffix("bytes cannot hold 30000x20000 pixels") == true)
    // A good picture after it gives the size.
    let small = try JPEGTests.file(width: 64, height: 48)
    #expect(try items(bomb + small).count == 2)
  }

  @Test func damagedPicturesAreReportedAtAnyPosition() throws {
    let small = try JPEGTests.file(width: 64, height: 48)
    // Up to the end of the frame header.
    let frame = try #require(
      small.indices.dropLast().first {
        small[$0] == 0xff && small[$0 + 1] == 0xc0
      })
    let header = Array(small[..<(frame + 19)])
    #expect(
      try items(header + small + header + header + small) == [
        nil, small.count, nil, nil, small.count,
      ])
    // Any number of them.
    let many = [[UInt8]](repeating: header, count: 300).flatMap { $0 }
    #expect(try items(small + many + small).compactMap { $0 } == [small.count, small.count])
  }

  @Test func undecodableFilesAreRejectedOnOpening() throws {
    let cmyk = FlatJPEG(width: 16, height: 16, sampling: [(1, 1), (1, 1), (1, 1), (1, 1)])
    let error = #expect(throws: CaptureError.self) { try items(cmyk.bytes) }
    #expect(error?.kind == .unsupported && error?.message.contains("CMYK") == true)
  }

  /// A file whose header claims another size than its samples have.
  private func patched(_ file: [UInt8], width: Int, height: Int) throws -> [UInt8] {
    var file = file
    let header = try #require(
      file.indices.dropLast().first { file[$0] == 0xff && file[$0 + 1] == 0xc0 })
    file.replaceSubrange(
      (header + 5)..<(header + 9),
      with: [UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255)])
    return file
  }

  @Test(arguments: [(65535, 1), (1, 65535), (500, 500)])
  func aFileWithoutAPictureThatCanBeDecodedIsRefused(width: Int, height: Int) throws {
    let small = try JPEGTests.file(width: 200, height: 200)
    // There is room for the smallest picture of this size, but the samples are another's.
    let bad = try patched(small, width: width, height: height)
    let cut = small[..<(small.count / 2)] + [0xff, 0xd9]
    for file in [bad, bad + bad, Array(cut), cut + bad + cut] {
      let error = #expect(throws: CaptureError.self) { try items(file) }
      #expect(error?.kind == .unsupported)
      #expect(error?.message.hasPrefix("has no JPEG that can be decoded: ") == true)
    }
    // The size is that of the first one that can be.
    let reader = try MJPEGReader(path: directory.write(bad + cut + small, "mixed.mjpeg"))
    #expect(reader.size == (200, 200))
    #expect(try reader.next()?.length == bad.count)
    // A file is not searched for one without end.
    let many = Array(repeating: cut, count: 40).joined()
    #expect(throws: CaptureError.self) { try items(many + small) }
  }

  @Test func alikeBeginningsTakeNoLongerThanTheFileIsLong() throws {
    // Each start marker begins a segment that reaches as far as it can.
    let start: [UInt8] = [0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff]
    let many = [[UInt8]](repeating: start, count: 1 << 18).flatMap { $0 }
    let small = try JPEGTests.file(width: 64, height: 48)
    #expect(try items(small + many).first == small.count)
  }
}

extension MJPEGReader.Item {
  fileprivate var length: Int? {
    if case .picture(let picture) = self { picture.byteCount } else { nil }
  }
}
