import Testing
import UserMediaConversion
import UserMediaCore

/// Rare subsamplings and headers, and unsupported ones.
@Suite struct JPEGSamplingTests {
  private func picture(_ jpeg: FlatJPEG, _ file: [UInt8]? = nil) throws -> VideoFrame {
    try JPEGTests.frame(file ?? jpeg.bytes, width: jpeg.width, height: jpeg.height)
      .converted(to: .i420)
  }

  @Test(
    arguments: [
      [(4, 2), (1, 1), (1, 1)], [(4, 1), (1, 1), (1, 1)], [(1, 4), (1, 1), (1, 1)],
      [(1, 2), (1, 1), (1, 1)], [(3, 2), (1, 1), (1, 1)], [(2, 4), (1, 1), (1, 1)],
      [(3, 1), (1, 1), (1, 1)], [(2, 2), (2, 1), (2, 1)], [(2, 2), (1, 2), (1, 2)],
      [(2, 1), (1, 1), (2, 1)], [(2, 2), (2, 2), (1, 1)], [(2, 2), (1, 1), (1, 1)], [(2, 2)],
    ], [(160, 96), (161, 97), (7, 3), (1, 1), (33, 70)])
  func everySamplingIsDecodedExactly(sampling: [(Int, Int)], size: (Int, Int)) throws {
    let jpeg = FlatJPEG(width: size.0, height: size.1, sampling: sampling)
    let result = try picture(jpeg)
    let luma = result.rows(0)
    for y in 0..<size.1 {
      for x in 0..<size.0 { #expect(Int(luma[y][x]) == jpeg.level(0, x, y)) }
    }
    let chroma = sampling.count == 1 ? (128, 128) : (90, 200)
    #expect(result.rows(1).allSatisfy { $0.allSatisfy { $0 == chroma.0 } })
    #expect(result.rows(2).allSatisfy { $0.allSatisfy { $0 == chroma.1 } })
  }

  @Test func lumaSubsampledMoreThanChromaIsScaledUp() throws {
    let jpeg = FlatJPEG(width: 64, height: 64, sampling: [(1, 1), (2, 2), (2, 2)])
    let luma = try picture(jpeg).rows(0)
    // The middle of each block of luma, which covers 16 pixels.
    for (x, y) in [(8, 8), (24, 8), (40, 40), (56, 24)] {
      #expect(Int(luma[y][x]) == jpeg.level(0, x / 2, y / 2))
    }
  }

  @Test func chromaIsAligned() throws {
    var jpeg = FlatJPEG(width: 128, height: 64, sampling: [(4, 2), (1, 1), (1, 1)])
    jpeg.components[1].level = { column, row in 40 + 50 * column + 20 * row }
    let u = try picture(jpeg).rows(1)
    // A chroma block covers 32x16 pixels, which are 16x8 samples in 4:2:0.
    for row in 0..<4 {
      for column in 0..<4 {
        #expect(Int(u[8 * row + 4][16 * column + 8]) == 40 + 50 * column + 20 * row)
      }
    }
  }

  @Test(arguments: [[(2, 2), (1, 1), (1, 1)], [(2, 1), (1, 1), (1, 1)], [(1, 1)]])
  func aMissingEndMarkerIsAccepted(sampling: [(Int, Int)]) throws {
    let jpeg = FlatJPEG(width: 97, height: 65, sampling: sampling)
    let whole = try picture(jpeg)
    let open = FlatJPEG.startAndEnd.start + jpeg.body
    for file in [open, open + [0xff], open + [UInt8](repeating: 0, count: 5000)] {
      let result = try picture(jpeg, file)
      for plane in 0..<3 { #expect(result.rows(plane) == whole.rows(plane)) }
      // A file of it has its end marker, and is read by others.
      let photo = try JPEGTests.frame(file, width: 97, height: 65).jpegBytes()
      #expect(photo.suffix(2) == [0xff, 0xd9])
      #expect(try picture(jpeg, photo).rows(0) == whole.rows(0))
    }
    // With or without an end marker, missing blocks are damage.
    for end in [[], [0xff, 0xd9]] as [[UInt8]] {
      #expect(throws: DOMException.self) { try picture(jpeg, open.dropLast(3) + end) }
    }
  }

  @Test(arguments: 1...3)
  func repeatedStartMarkersAreAccepted(count: Int) throws {
    var jpeg = FlatJPEG(width: 64, height: 32, sampling: [(2, 2), (1, 1), (1, 1)])
    let whole = try picture(jpeg).rows(0)
    let starts = [[UInt8]](repeating: [0xff, 0xd8], count: count).flatMap { $0 }
    let repeated = starts + jpeg.bytes
    #expect(try picture(jpeg, repeated).rows(0) == whole)
    let photo = try JPEGTests.frame(repeated, width: 64, height: 32).jpegBytes()
    #expect(photo.starts(with: [0xff, 0xd8, 0xff, 0xdb]))
    // Behind the tables, which count.
    jpeg.extra = jpeg.quantization + starts
    let behind = [0xff, 0xd8] + jpeg.extra + jpeg.frameHeader(0xc0) + jpeg.scan + [0xff, 0xd9]
    #expect(try picture(jpeg, behind).rows(0) == whole)
  }

  @Test func bytesBeforeTheStartMarkerAreSkipped() throws {
    let jpeg = FlatJPEG(width: 64, height: 32, sampling: [(2, 2), (1, 1), (1, 1)])
    let file = Array("--boundary\r\n".utf8) + [0xff, 0, 0xd8] + jpeg.bytes
    #expect(try picture(jpeg, file).rows(0) == picture(jpeg).rows(0))
    #expect(
      try JPEGTests.frame(file, width: 64, height: 32).jpegBytes().starts(with: [0xff, 0xd8]))
  }

  /// Adobe's segment, with the given transform.
  private static func adobe(_ transform: UInt8) -> [UInt8] {
    [0xff, 0xee, 0, 14] + Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, transform]
  }

  @Test func otherColourModelsAreRejectedWithAReason() throws {
    var rgb = FlatJPEG(width: 16, height: 16, sampling: [(1, 1), (1, 1), (1, 1)])
    for (index, id) in "RGB".utf8.enumerated() { rgb.components[index].id = id }
    var adobeRGB = FlatJPEG(width: 16, height: 16, sampling: [(1, 1), (1, 1), (1, 1)])
    adobeRGB.extra = Self.adobe(0)
    var ycck = FlatJPEG(width: 16, height: 16, sampling: [(1, 1), (1, 1), (1, 1), (1, 1)])
    let cmyk = ycck
    ycck.extra = Self.adobe(2)
    let two = FlatJPEG(width: 16, height: 16, sampling: [(1, 1), (1, 1)])
    for (jpeg, word) in [
      (rgb, "R G B"), (adobeRGB, "R G B"), (cmyk, "CMYK"), (ycck, "CMYK"), (two, "two"),
    ] {
      let error = #expect(throws: DOMException.self) { try picture(jpeg) }
      #expect(error?.name == "NotSupportedError" && error?.message.contains(word) == true)
    }
    // Adobe's Y U V is accepted, whatever its components are called.
    rgb.extra = Self.adobe(1)
    #expect(try picture(rgb).rows(0)[0][0] == 16)
  }

  @Test func unsupportedProcessesAreRejected() throws {
    let jpeg = FlatJPEG(width: 16, height: 16, sampling: [(1, 1)])
    for (header, word) in [
      (jpeg.frameHeader(0xc3), "lossless"), (jpeg.frameHeader(0xc1, precision: 12), "12 bits"),
    ] {
      let file = [0xff, 0xd8] + jpeg.quantization + header + jpeg.scan + [0xff, 0xd9]
      let error = #expect(throws: DOMException.self) { try picture(jpeg, file) }
      #expect(error?.name == "NotSupportedError" && error?.message.contains(word) == true)
    }
  }
}
