#if Screen
import DisplayTestSupport
import Testing
import UserMedia
import UserMediaCore
import UserMediaScreen

/// Captured pictures of a whole screen.
@Suite(.enabled(if: PrivateDisplay.isExpected), .timeLimit(.minutes(5)))
struct ScreenPictureTests {
  /// The last servers lack the extensions that make capture cheap.
  @Test(arguments: [[], ["-extension", "MIT-SHM"], ["-extension", "DAMAGE"]])
  func everyPixelMatches(options: [String]) async throws {
    let display = try await PrivateDisplay(options)
    let painter = try Painter(display)
    let picture = (0..<640 * 480).map { UInt32(truncatingIfNeeded: $0 &* 2_654_435_761) >> 8 }
    painter.put(picture, width: 640)
    let sink = RecordingSink()
    try await display.capture(into: sink) { _ in
      let frame = try #require(await sink.frames(1).frames.last)
      #expect((frame.width, frame.height) == (640, 480))
      #expect(frame.pixels.map { $0 & 0xffffff } == picture)
    }
  }

  @Test(arguments: [[], ["-extension", "MIT-SHM"], ["-extension", "DAMAGE"]])
  func laterPaintingIsCaptured(options: [String]) async throws {
    let display = try await PrivateDisplay(options)
    let painter = try Painter(display)
    let sink = RecordingSink()
    try await display.capture(into: sink) { _ in
      let before = await sink.frames(1).frames.last
      #expect(before?.color(x: 100, y: 100) == 0)
      for color in [UInt32(0xff0000), 0x00ff00, 0x0000ff] {
        painter.fill(x: 90, y: 90, width: 20, height: 20, color)
        let frame = await sink.frame { $0.color(x: 100, y: 100) == color }
        #expect(frame?.color(x: 89, y: 100) == 0)
        #expect(frame?.color(x: 110, y: 100) == 0)
      }
    }
  }

  @Test func monitorsArePartsOfTheScreen() async throws {
    let display = try await PrivateDisplay()
    let painter = try Painter(display)
    try await display.addMonitor("left", x: 0, width: 200, height: 480)
    try await display.addMonitor("right", x: 200, width: 440, height: 300)
    painter.setCursor(width: 4, height: 4, color: 0xff8000)
    painter.movePointer(x: 210, y: 20)
    painter.fill(x: 200, width: 440, height: 300, 0x123456)
    let surfaces = try await display.driver.surfaces()
    let monitors = surfaces.filter { $0.label.hasPrefix("Monitor") }
    #expect(surfaces.map(\.display?.type).allSatisfy { $0 == .monitor })
    let right = try #require(monitors.first { $0.label == "Monitor right" })
    #expect(right.videoModes.map(\.size) == [.discrete(width: 440, height: 300)])
    let sink = RecordingSink()
    try await display.capture(right.id, cursor: .always, into: sink) { _ in
      let frame = await sink.frame { $0.color(x: 10, y: 20) == 0xff8000 }
      #expect(frame?.width == 440)
      #expect(frame?.color(x: 0, y: 0) == 0x123456)
      #expect(frame?.color(x: 439, y: 299) == 0x123456)
    }
    let error = await #expect(throws: CaptureError.self) {
      try await display.capture("screen:9", into: RecordingSink()) { _ in }
    }
    #expect(error?.kind == .notFound)
  }

  @Test func framesComeNoFasterThanTheRate() async throws {
    let display = try await PrivateDisplay()
    let sink = RecordingSink()
    try await display.capture(rate: FrameRate(20), into: sink) { _ in
      let frames = await sink.frames(11).frames
      let duration = frames[10].timestamp - frames[0].timestamp
      #expect(duration >= 450_000)
      for (earlier, later) in zip(frames, frames.dropFirst()) {
        #expect(earlier.timestamp < later.timestamp)
        #expect(earlier.sequence + 1 == later.sequence)
      }
    }
  }

  @Test func anUnchangedPictureIsLentAgain() async throws {
    let display = try await PrivateDisplay()
    let painter = try Painter(display)
    let sink = RecordingSink()
    try await display.capture(into: sink) { _ in
      // The first one can be delivered twice, if something was drawn while it was read.
      await sink.frames(5)
      let frames = await sink.frames(5).frames.suffix(5)
      #expect(Set(frames.map(\.address)).count == 1)
      painter.fill(width: 10, height: 10, 0xffffff)
      let changed = await sink.frame { $0.color(x: 5, y: 5) == 0xffffff }
      #expect(changed?.address != frames.last?.address)
    }
  }

  @Test func heldFramesKeepTheirBytes() async throws {
    let display = try await PrivateDisplay()
    let painter = try Painter(display)
    let sink = RecordingSink(holding: .max)
    try await display.capture(into: sink) { _ in
      await sink.frames(1)
      for color in UInt32(1)...8 {
        painter.fill(width: 640, height: 480, color)
        await sink.frame { $0.color(x: 0, y: 0) == color }
      }
    }
    let held = sink.record.held.map(\.pixels)
    #expect(held.first?.allSatisfy { $0 & 0xffffff == 0 } == true)
    for color in UInt32(1)...8 {
      let picture = held.first { $0[0] & 0xffffff == color }
      #expect(picture?.allSatisfy { $0 & 0xffffff == color } == true)
    }
  }

  @Test func sharedMemoryIsReleasedAtTheEnd() async throws {
    let display = try await PrivateDisplay()
    let sink = RecordingSink(holding: 3)
    for _ in 0..<3 {
      let shared = try await display.capture(into: sink) { _ in
        await sink.frames(3)
        return try display.sharedMemories
      }
      #expect(shared > 0)
      let left = try await display.sharedMemoriesLeft()
      #expect(left == 0)
    }
    #expect(sink.record.ends == [])
  }

  /// Screens without eight bits per colour: what was painted, and its value in eight bits.
  @Test(
    arguments: [
      (16, PixelFormat.rgb565, [0xf800, 0x07e0, 0x001f, 0x8410]),
      (30, .xr30, [0x3ff0_0000, 0x000f_fc00, 0x3ff, 0x2008_0200]),
    ] as [(Int, PixelFormat, [UInt32])], [[], ["-extension", "MIT-SHM"]])
  func pixelsOfOtherDepths(
    kind: (depth: Int, format: PixelFormat, colors: [UInt32]), options: [String]
  ) async throws {
    // An odd width, because rows with two bytes per pixel are padded.
    let display = try await PrivateDisplay(width: 321, height: 64, depth: kind.depth, options)
    let painter = try Painter(display)
    let expected: [[UInt8]] = [[0, 0, 255], [0, 255, 0], [255, 0, 0], [128, 128, 128]]
    let surfaces = try await display.driver.surfaces()
    #expect(surfaces.first?.videoModes.map(\.pixelFormat) == [kind.format])
    painter.setCursor(width: 8, height: 8, color: 0xff0000)
    for (color, bytes) in zip(kind.colors, expected) {
      painter.movePointer(x: 300, y: 40)
      painter.fill(x: 10, y: 20, width: 311, height: 1, color)
      let sink = RecordingSink(holding: 1)
      try await display.capture(cursor: .always, into: sink) { actual in
        #expect(actual.pixelFormat == kind.format)
        let frame = try #require(await sink.frames(1).held.first)
        let picture = try frame.converted(to: .bgra)
        func pixel(_ x: Int, _ y: Int) -> [UInt8] {
          picture.withPlane(0) { span in
            span.withUnsafeBytes { Array($0[(y * 321 + x) * 4..<(y * 321 + x) * 4 + 4]) }
          }
        }
        for x in [10, 11, 320] {
          // Within the precision lost from eight bits to five.
          for (actual, expected) in zip(pixel(x, 20), bytes + [255]) {
            #expect(abs(Int(actual) - Int(expected)) <= 8)
          }
        }
        #expect(pixel(9, 20) == [0, 0, 0, 255])
        #expect(pixel(10, 21) == [0, 0, 0, 255])
        #expect(pixel(302, 42) == [0, 0, 255, 255])
        #expect(try frame.jpegBytes().count > 100)
        let planes = try frame.converted(to: .i420)
        #expect((planes.codedWidth, planes.codedHeight) == (321, 64))
      }
    }
  }

  @Test func unsupportedPixels() async throws {
    let display = try await PrivateDisplay(depth: 15)
    let error = await #expect(throws: CaptureError.self) {
      try await display.capture(into: RecordingSink()) { _ in }
    }
    #expect(error?.kind == .unreadable)
    #expect(error?.message.contains("15 bits") == true)
  }
}
#endif
