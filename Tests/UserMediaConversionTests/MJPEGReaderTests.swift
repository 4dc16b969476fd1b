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
    let large = try frame.jpegData(quality: 100)
    try #require(large.count > 1 << 18)
    let small = try JPEGTests.file(width: 64, height: 48)
    let reader = try MJPEGReader(
      path: directory.write(small + large + small + [1], "large.mjpeg"))
    #expect(reader.size.width == 64 && reader.size.height == 48)
    for _ in 0..<2 {
      let lengths = try (0..<3).map { _ in try reader.next()?.byteCount }
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
      while let picture = try reader.next() { #expect(picture.byteCount <= damaged.count) }
    }
  }
}
