import FileTestSupport
import Foundation
import Testing
import UserMediaConversion
import UserMediaCore

@Suite struct Y4MTests {
  private let directory = try! TemporaryDirectory()

  @Test(arguments: Scene.shapes, [PixelFormat.i420, .yuyv])
  func roundTrip(scene: Scene, format: PixelFormat) throws {
    let path = directory.path("a.y4m")
    var writer = Y4MWriter(
      try OutputFile(path: path), frameRate: try #require(FrameRate(30000, 1001)))
    for _ in 0..<3 { try writer.write(scene.frame(format)) }
    let byteCount = writer.byteCount
    try writer.finish()
    #expect(try directory.read("a.y4m").count == byteCount)
    let reader = try Y4MReader(path: path)
    #expect(reader.frameRate == FrameRate(30000, 1001))
    #expect(reader.layout.width == scene.width && reader.layout.height == scene.height)
    let expected = try scene.frame(format).bytes(as: .i420)
    var bytes = [UInt8](repeating: 0, count: reader.layout.byteCount)
    for _ in 0..<2 {
      for _ in 0..<3 {
        #expect(try bytes.withUnsafeMutableBytes { try reader.read(into: $0) })
        #expect(bytes == expected)
      }
      #expect(try !bytes.withUnsafeMutableBytes { try reader.read(into: $0) })
      reader.rewind()
    }
  }

  @Test func headerContainsTheRange() throws {
    for (range, text) in [
      (true, " C420jpeg XCOLORRANGE=FULL\n"), (false, " C420mpeg2 XCOLORRANGE=LIMITED\n"),
    ] {
      let scene = Scene(width: 4, height: 2, colorSpace: VideoColorSpace(fullRange: range))
      var writer = Y4MWriter(
        try OutputFile(path: directory.path("b.y4m")), frameRate: try #require(FrameRate(25)))
      try writer.write(scene.frame(.i420))
      try writer.finish()
      let file = String(decoding: try directory.read("b.y4m").prefix(80), as: UTF8.self)
      #expect(file.hasPrefix("YUV4MPEG2 W4 H2 F25:1 Ip A1:1" + text + "FRAME\n"))
      #expect(try Y4MReader(path: directory.path("b.y4m")).layout.colorSpace.fullRange == range)
    }
  }

  /// Writes frames, and returns what a reader finds: the size, and the luma of each frame.
  private func written(
    _ frames: [VideoFrame], evenDimensions: Bool = false
  ) throws -> (width: Int, height: Int, luma: [[[UInt8]]]) {
    let path = directory.path("c.y4m")
    var writer = try Y4MWriter(
      path: path, frameRate: try #require(FrameRate(25)), evenDimensions: evenDimensions)
    for frame in frames { try writer.write(frame) }
    try writer.finish()
    let reader = try Y4MReader(path: path)
    let (width, height) = (reader.layout.width, reader.layout.height)
    var luma: [[[UInt8]]] = []
    var bytes = [UInt8](repeating: 0, count: reader.layout.byteCount)
    while try bytes.withUnsafeMutableBytes({ try reader.read(into: $0) }) {
      luma.append((0..<height).map { Array(bytes[$0 * width..<($0 + 1) * width]) })
    }
    return (width, height, luma)
  }

  /// A white picture.
  private func white(_ width: Int, _ height: Int, full: Bool = false) -> VideoFrame {
    let frame = Scene(
      width: width, height: height, colorSpace: VideoColorSpace(fullRange: full)
    ).frame(.i420)
    for region in frame.buffer.regions {
      region.mutableBytes.initializeMemory(as: UInt8.self, repeating: 235)
    }
    return frame
  }

  @Test(arguments: [
    (80, 60, 0..<80, 0..<60), (160, 60, 0..<80, 14..<44), (40, 60, 20..<60, 0..<60),
    (8, 6, 0..<80, 0..<60), (7, 400, 38..<39, 0..<60),
  ])
  func laterSizesAreScaledToTheFirst(
    width: Int, height: Int, columns: Range<Int>, rows: Range<Int>
  ) throws {
    let file = try written([white(80, 60), white(width, height), white(80, 60)])
    #expect(file.width == 80 && file.height == 60 && file.luma.count == 3)
    for y in 0..<60 {
      for x in 0..<80 {
        let isInside = columns.contains(x) && rows.contains(y)
        // Scaling may round down.
        #expect(abs(Int(file.luma[1][y][x]) - (isInside ? 235 : 16)) <= 1, "\(x),\(y)")
      }
    }
    #expect(file.luma[0] == file.luma[2])
  }

  @Test func blackIsZeroInTheFullRange() throws {
    let file = try written([white(80, 60, full: true), white(160, 60, full: true)])
    #expect(file.luma[1][0][0] == 0 && file.luma[1][30][0] == 235)
  }

  @Test(arguments: [
    (81, 61, 80, 60), (80, 61, 80, 60), (81, 60, 80, 60), (80, 60, 80, 60), (1, 1, 2, 2),
  ])
  func dimensionsAreEvenOnRequest(
    width: Int, height: Int, evenWidth: Int, evenHeight: Int
  ) throws {
    let scene = Scene(width: width, height: height)
    for format in [PixelFormat.i420, .yuyv, .bgra, .nv12] {
      let file = try written([scene.frame(format), scene.frame(format)], evenDimensions: true)
      #expect(file.width == evenWidth && file.height == evenHeight && file.luma.count == 2)
      if width > 1 {
        let whole = try scene.frame(format).converted(to: .i420).rows(0)
        #expect(file.luma[0][0][0] == whole[0][0])
        #expect(
          file.luma[1][evenHeight - 1][evenWidth - 1] == whole[evenHeight - 1][evenWidth - 1])
      }
    }
    #expect(try written([scene.frame(.i420)]).width == width)
  }

  @Test func anExistingFileStaysUntilTheFirstFrame() throws {
    let path = try directory.write(Array("precious".utf8), "old.y4m")
    do {
      let writer = try Y4MWriter(path: path, frameRate: try #require(FrameRate(25)))
      try writer.finish()
    }
    #expect(try directory.read("old.y4m") == Array("precious".utf8))
    var writer = try Y4MWriter(path: path, frameRate: try #require(FrameRate(25)))
    try writer.write(Scene(width: 4, height: 2).frame(.i420))
    try writer.finish()
    #expect(try directory.read("old.y4m").starts(with: "YUV4MPEG2".utf8))
    // And a new one is removed if it stays empty.
    let new = try Y4MWriter(
      path: directory.path("new.y4m"), frameRate: try #require(FrameRate(25)))
    try new.finish()
    #expect(!FileManager.default.fileExists(atPath: directory.path("new.y4m")))
  }

  @Test func aFullDiskIsReported() throws {
    var writer = Y4MWriter(
      try OutputFile(path: "/dev/full"), frameRate: try #require(FrameRate(25)))
    let error = #expect(throws: DOMException.self) {
      try writer.write(Scene(width: 4, height: 2).frame(.i420))
    }
    #expect(error?.name == "QuotaExceededError" && error?.cause?.code == ENOSPC)
  }

  @Test func aPipeWithoutReaderIsReported() throws {
    // As in a program that writes to pipes.
    signal(SIGPIPE, SIG_IGN)
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[1]) }
    var writer = Y4MWriter(
      try OutputFile(path: "/dev/fd/\(ends[1])"), frameRate: try #require(FrameRate(25)))
    try writer.write(Scene(width: 4, height: 2).frame(.i420))
    close(ends[0])
    let error = #expect(throws: DOMException.self) {
      try writer.write(Scene(width: 4, height: 2).frame(.i420))
    }
    #expect(error?.name == "AbortError" && error?.cause?.code == EPIPE)
    #expect(writer.frameCount == 1)
  }

  @Test func anUnwritablePathIsAnError() {
    let error = #expect(throws: DOMException.self) {
      _ = try OutputFile(path: directory.path("missing/file"))
    }
    #expect(error?.name == "NotFoundError")
  }

  @Test(arguments: [
    "", "RIFF", "YUV4MPEG2\n", "YUV4MPEG2 W4\nFRAME\n", "YUV4MPEG2 W4 H0\nFRAME\n",
    "YUV4MPEG2 W99999999999999999999 H2\nFRAME\n", "YUV4MPEG2 W65536 H65536\nFRAME\n",
    "YUV4MPEG2 W4 H2 C444p10\nFRAME\n", "YUV4MPEG2 W4 H2 C420p17\nFRAME\n12345678901234567890",
    "YUV4MPEG2 W4 H2 Cunknown\nFRAME\n12345678901234567890",
    "YUV4MPEG2 W4 H2 C420p\nFRAME\n12345678901234567890",
    "YUV4MPEG2 W4 H2 F30\nFRAME\n", "YUV4MPEG2 W4 H2 F4294967295:1\nFRAME\n123456789012",
    "YUV4MPEG2 W4 H2 F1:4294967295\nFRAME\n123456789012",
    "YUV4MPEG2 W4 H2 F0:1\nFRAME\n", "YUV4MPEG2 W4 H2 F30:1\nFRAME\nshort", "YUV4MPEG2 W4 H2",
    "YUV4MPEG2 W-4 H2\nFRAME\n",
  ])
  func badFilesAreErrors(text: String) throws {
    let path = try directory.write(Array(text.utf8), "bad.y4m")
    let error = #expect(throws: CaptureError.self) { _ = try Y4MReader(path: path) }
    #expect(error?.device == path)
  }

  @Test func damagedFilesNeverCrash() throws {
    var writer = Y4MWriter(
      try OutputFile(path: directory.path("f.y4m")), frameRate: try #require(FrameRate(25)))
    for _ in 0..<2 { try writer.write(Scene(width: 4, height: 2).frame(.i420)) }
    try writer.finish()
    let file = try directory.read("f.y4m")
    var random = SplitMix(seed: 7)
    for _ in 0..<200 {
      var damaged = file
      damaged[Int.random(in: 0..<70, using: &random)] = .random(in: 0...255, using: &random)
      let path = try directory.write(damaged, "g.y4m")
      guard let reader = try? Y4MReader(path: path) else { continue }
      var bytes = [UInt8](repeating: 0, count: reader.layout.byteCount)
      while (try? bytes.withUnsafeMutableBytes { try reader.read(into: $0) }) == true {}
    }
  }
}
