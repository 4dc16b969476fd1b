#if Screen
import DisplayTestSupport
import Testing
import UserMediaCore
import UserMediaScreen

/// Captured pictures of a window.
@Suite(.enabled(if: PrivateDisplay.isExpected), .timeLimit(.minutes(5)))
struct WindowTests {
  @Test func aCoveredWindow() async throws {
    let display = try await PrivateDisplay()
    let painter = try Painter(display)
    let window = painter.window(x: 50, y: 60, width: 100, height: 80, color: 0x112233)
    _ = painter.window(x: 0, y: 0, width: 90, height: 300, color: 0xff0000)
    let sink = RecordingSink()
    try await display.capture("window:\(window)", into: sink) { _ in
      let frame = try #require(await sink.frames(1).frames.last)
      #expect((frame.width, frame.height) == (100, 80))
      #expect(frame.pixels.allSatisfy { $0 & 0xffffff == 0x112233 })
      painter.fill(window, x: 3, y: 4, width: 1, height: 1, 0xabcdef)
      let changed = await sink.frame { $0.color(x: 3, y: 4) == 0xabcdef }
      #expect(changed?.color(x: 4, y: 4) == 0x112233)
    }
  }

  @Test func aCoveredWindowWithoutComposite() async throws {
    let display = try await PrivateDisplay(["-extension", "Composite"])
    let painter = try Painter(display)
    let window = painter.window(x: 50, y: 60, width: 100, height: 80, color: 0x112233)
    let surfaces = try await display.driver.surfaces()
    #expect(surfaces.last?.display?.isLogical == false)
    let sink = RecordingSink()
    try await display.capture("window:\(window)", into: sink) { _ in
      let frame = try #require(await sink.frames(1).frames.last)
      #expect(frame.pixels.allSatisfy { $0 & 0xffffff == 0x112233 })
    }
  }

  @Test func aResizedWindow() async throws {
    let display = try await PrivateDisplay()
    let painter = try Painter(display)
    let window = painter.window(x: 10, y: 10, width: 100, height: 80, color: 0x112233)
    let sink = RecordingSink(holding: 1)
    try await display.capture("window:\(window)", into: sink) { _ in
      await sink.frames(1)
      painter.resize(window, width: 201, height: 33)
      let frame = await sink.frame { $0.width == 201 }
      #expect(frame?.height == 33)
      #expect(frame?.pixels.allSatisfy { $0 & 0xffffff == 0x112233 } == true)
      let change = try #require(sink.record.changes.last)
      #expect((change.width, change.height) == (201, 33))
      #expect(change.frameRate == FrameRate(60))
      // Frames held before keep their size.
      #expect(sink.record.held.first?.codedWidth == 100)
    }
    #expect(sink.record.ends.isEmpty)
  }

  @Test func aHiddenWindowIsMuted() async throws {
    let display = try await PrivateDisplay()
    let painter = try Painter(display)
    let window = painter.window(x: 10, y: 10, width: 100, height: 80, color: 0x112233)
    let sink = RecordingSink()
    try await display.capture("window:\(window)", into: sink) { _ in
      await sink.frames(1)
      painter.hide(window)
      await sink.wait { $0.mutings.last == true }
      painter.show(window)
      await sink.wait { $0.mutings.last == false }
      let frame = await sink.frames(1).frames.last
      #expect(frame?.color(x: 50, y: 50) == 0x112233)
    }
  }

  @Test func aClosedWindowEnds() async throws {
    let display = try await PrivateDisplay()
    let painter = try Painter(display)
    let window = painter.window(x: 10, y: 10, width: 100, height: 80, color: 0x112233)
    let sink = RecordingSink()
    try await display.capture("window:\(window)", into: sink) { _ in
      await sink.frames(1)
      painter.close(window)
      let end = await sink.wait { !$0.ends.isEmpty }.ends.first
      #expect(end?.kind == .notFound)
      #expect(end?.message == "the window was closed")
    }
    let error = await #expect(throws: CaptureError.self) {
      try await display.capture("window:\(window)", into: RecordingSink()) { _ in }
    }
    #expect(error?.kind == .notFound)
    #expect(error?.cause?.domain == .x11)
  }

  @Test func surfacesAreTheScreenThenWindowsFromTopToBottom() async throws {
    let display = try await PrivateDisplay()
    let painter = try Painter(display)
    let below = painter.window(
      x: 10, y: 10, width: 100, height: 80, color: 1, title: "Below")
    let above = painter.window(x: 30, y: 30, width: 50, height: 40, color: 2, title: "Above")
    let hidden = painter.window(x: 30, y: 30, width: 50, height: 40, color: 3)
    painter.hide(hidden)
    let surfaces = try await display.driver.surfaces()
    #expect(surfaces.map(\.id) == ["screen:0", "window:\(above)", "window:\(below)"])
    #expect(surfaces.map(\.label) == ["Entire screen", "Above", "Below"])
    #expect(surfaces.map(\.display?.type) == [.monitor, .window, .window])
    #expect(surfaces.map(\.isDefault) == [true, false, false])
    #expect(
      surfaces.flatMap(\.videoModes).map(\.size)
        == [(640, 480), (50, 40), (100, 80)].map { .discrete(width: $0, height: $1) })
    // They aren't listed as cameras.
    #expect(await display.driver.devices().isEmpty)
  }
}
#endif
