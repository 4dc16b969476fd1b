import Testing
import UserMediaConversion
import UserMediaCore

/// Stray bytes before restart markers, as left by webcams, and damage there.
@Suite struct JPEGRestartTests {
  /// A grey picture of 32x8: four blocks, each in its own interval. A block is the bits 00 (no
  /// change of DC), 1010 (end of block), and ones to pad the byte.
  private func restarting(_ intervals: [[UInt8]]) -> [UInt8] {
    var file: [UInt8] = [0xff, 0xd8, 0xff, 0xdb, 0, 67, 0] + [UInt8](repeating: 16, count: 64)
    file += [0xff, 0xc0, 0, 11, 8, 0, 8, 0, 32, 1, 1, 0x11, 0, 0xff, 0xdd, 0, 4, 0, 1]
    file += [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]
    for (number, interval) in intervals.enumerated() {
      if number > 0 { file += [0xff, UInt8(0xd0 + number - 1)] }
      file += interval
    }
    return file + [0xff, 0xd9]
  }

  private func luma(_ file: [UInt8]) throws -> [[UInt8]] {
    try JPEGTests.frame(file, width: 32, height: 8).converted(to: .grey).rows(0)
  }

  private let grey = [[UInt8]](repeating: [UInt8](repeating: 128, count: 32), count: 8)

  @Test(arguments: [
    [[0x2b], [0x2b], [0x2b], [0x2b]] as [[UInt8]],
    [[0x2b, 1, 2, 3], [0x2b], [0x2b, 9], [0x2b]],
    [[0x2b], [0x2b], [0x2b, 0xff, 0], [0x2b, 7, 7]],
  ])
  func strayBytesBeforeRestartsAreHarmless(intervals: [[UInt8]]) throws {
    #expect(try luma(restarting(intervals)) == grey)
  }

  @Test(arguments: [
    // A missing block after a stray byte, which is all that libjpeg reports.
    [[0x2b, 1], [0x2b], [], [0x2b]] as [[UInt8]],
    [[0x2b, 1], [0xfb], [0x2b], [0x2b]],
    [[0x2b, 1], [0x2b], [0x2b]],
    [[0x2b] + [UInt8](repeating: 1, count: 40), [0x2b], [0x2b], [0x2b]],
  ])
  func damageAfterStrayBytesIsDetected(intervals: [[UInt8]]) {
    #expect(throws: DOMException.self) { try luma(restarting(intervals)) }
  }
}
