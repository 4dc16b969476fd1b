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

  @Test func headerTellsTheRange() throws {
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

  @Test func anotherSizeIsAnError() throws {
    var writer = Y4MWriter(
      try OutputFile(path: directory.path("c.y4m")), frameRate: try #require(FrameRate(25)))
    try writer.write(Scene(width: 4, height: 2).frame(.i420))
    let error = #expect(throws: DOMException.self) {
      try writer.write(Scene(width: 8, height: 2).frame(.i420))
    }
    #expect(error?.name == "InvalidStateError")
    #expect(writer.frameCount == 1)
  }

  @Test func aFullDiskIsNamed() throws {
    var writer = Y4MWriter(
      try OutputFile(path: "/dev/full"), frameRate: try #require(FrameRate(25)))
    let error = #expect(throws: DOMException.self) {
      try writer.write(Scene(width: 4, height: 2).frame(.i420))
    }
    #expect(error?.name == "QuotaExceededError" && error?.cause?.code == ENOSPC)
  }

  @Test func aPipeThatNobodyReadsIsNamed() throws {
    // As a program does that writes to pipes.
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

  @Test func whereNothingCanBeWritten() {
    let error = #expect(throws: DOMException.self) {
      _ = try OutputFile(path: directory.path("missing/file"))
    }
    #expect(error?.name == "NotFoundError")
  }

  @Test(arguments: [
    "", "RIFF", "YUV4MPEG2\n", "YUV4MPEG2 W4\nFRAME\n", "YUV4MPEG2 W4 H0\nFRAME\n",
    "YUV4MPEG2 W99999999999999999999 H2\nFRAME\n", "YUV4MPEG2 W65536 H65536\nFRAME\n",
    "YUV4MPEG2 W4 H2 C444p10\nFRAME\n", "YUV4MPEG2 W4 H2 F30\nFRAME\n",
    "YUV4MPEG2 W4 H2 F0:1\nFRAME\n", "YUV4MPEG2 W4 H2 F30:1\nFRAME\nshort", "YUV4MPEG2 W4 H2",
    "YUV4MPEG2 W-4 H2\nFRAME\n",
  ])
  func badFilesAreErrors(text: String) throws {
    let path = try directory.write(Array(text.utf8), "bad.y4m")
    let error = #expect(throws: CaptureError.self) { _ = try Y4MReader(path: path) }
    #expect(error?.device == path)
  }

  @Test func otherSamplings() throws {
    for (tag, format, count) in [
      ("422", PixelFormat.i422, 16), ("mono", .grey, 8), ("420paldv", .i420, 12),
    ] {
      let bytes = Array("YUV4MPEG2 W4 H2 C\(tag)\nFRAME Xparameter\n".utf8)
      let path = try directory.write(bytes + [UInt8](repeating: 7, count: count), "o.y4m")
      let reader = try Y4MReader(path: path)
      #expect(reader.layout.pixelFormat == format && reader.frameRate == FrameRate(30))
    }
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
