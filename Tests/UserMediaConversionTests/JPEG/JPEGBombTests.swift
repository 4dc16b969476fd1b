import Testing
import UserMediaConversion
import UserMediaCore

/// Small files that would take a lot of memory or time.
@Suite struct JPEGBombTests {
  private func rejection(_ file: [UInt8], width: Int, height: Int) -> DOMException? {
    #expect(throws: DOMException.self) {
      try JPEGTests.frame(file, width: width, height: height).converted(to: .i420)
    }
  }

  @Test(arguments: [0xc0, 0xc1, 0xc2, 0xc9, 0xca] as [UInt8])
  func impossibleSizesAreRejectedBeforeAllocating(code: UInt8) {
    var jpeg = FlatJPEG(width: 320, height: 240, sampling: [(2, 2), (1, 1), (1, 1)])
    let scan = jpeg.scan
    (jpeg.width, jpeg.height) = (16384, 16384)
    let file = [0xff, 0xd8] + jpeg.quantization + jpeg.frameHeader(code) + scan + [0xff, 0xd9]
    let error = rejection(file, width: 16384, height: 16384)
    #expect(error?.name == "EncodingError")
    #expect(error?.message.hasSuffix("\(file.count) bytes cannot hold 16384x16384 pixels") == true)
  }

  @Test func theShortestPossibleFileIsAccepted() throws {
    // Two bits per block: one-bit codes for "no difference" and "end of block".
    let jpeg = FlatJPEG(width: 4096, height: 4096, sampling: [(1, 1)])
    let table: (UInt8) -> [UInt8] = {
      [0xff, 0xc4, 0, 20, $0, 1] + [UInt8](repeating: 0, count: 16)
    }
    let scan: [UInt8] =
      [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0] + [UInt8](repeating: 0, count: 512 * 512 / 4)
    let file =
      [0xff, 0xd8] + jpeg.quantization + table(0) + table(0x10) + jpeg.frameHeader(0xc0) + scan
      + [0xff, 0xd9]
    let picture = try JPEGTests.frame(file, width: 4096, height: 4096).converted(to: .grey)
    #expect(picture.rows(0)[4095][4095] == 128)
  }

  /// A progressive file of one component with `count` scans after the first, each of one
  /// coefficient at one more bit, all of them empty (T.81, G.1.2.2).
  private func progressive(width: Int, height: Int, scans count: Int) -> [UInt8] {
    let jpeg = FlatJPEG(width: width, height: height, sampling: [(1, 1)])
    let blockCount = ((width + 7) / 8) * ((height + 7) / 8)
    // One one-bit code each: "no difference" for DC, "the next 2^14 blocks and more" for AC.
    let dc: [UInt8] = [0xff, 0xc4, 0, 20, 0, 1] + [UInt8](repeating: 0, count: 16)
    let ac: [UInt8] = [0xff, 0xc4, 0, 20, 0x10, 1] + [UInt8](repeating: 0, count: 15) + [0xe0]
    var file = [0xff, 0xd8] + jpeg.quantization + dc + ac + jpeg.frameHeader(0xc2)
    file += [0xff, 0xda, 0, 8, 1, 1, 0, 0, 0, 0]
    file += [UInt8](repeating: 0, count: (blockCount + 7) / 8)
    for number in 0..<count {
      let (coefficient, bit) = (UInt8(1 + number / 14), UInt8(13 - number % 14))
      let approximation = bit == 13 ? bit : (bit + 1) << 4 | bit
      file += [0xff, 0xda, 0, 8, 1, 1, 0, coefficient, coefficient, approximation]
      var bits = FlatJPEG.Bits()
      var rest = blockCount
      while rest > 0 {
        let run = min(rest, 1 << 15 - 1)
        guard run >= 1 << 14 else {
          // The shortest run of that code reaches beyond the last block.
          bits.append(0, 15)
          break
        }
        bits.append(0, 1)
        bits.append(run - 1 << 14, 14)
        rest -= run
      }
      file += bits.finished
    }
    return file + [0xff, 0xd9]
  }

  @Test func tooManyScansAreRejected() {
    let file = progressive(width: 4096, height: 4096, scans: 400)
    let error = rejection(file, width: 4096, height: 4096)
    #expect(error?.name == "EncodingError" && error?.cause?.text.contains("scans") == true)
  }

  @Test(arguments: [(64, 64, 400), (1024, 1024, 100), (4096, 4096, 10)])
  func usualNumbersOfScansAreAccepted(width: Int, height: Int, scans: Int) throws {
    let file = progressive(width: width, height: height, scans: scans)
    let picture = try JPEGTests.frame(file, width: width, height: height).converted(to: .grey)
    #expect(picture.rows(0)[height - 1][width - 1] == 128)
  }
}
