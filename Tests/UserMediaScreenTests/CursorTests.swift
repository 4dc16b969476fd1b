#if Screen
import DisplayTestSupport
import Testing
import UserMediaCore

/// The cursor in the picture.
@Suite(.enabled(if: PrivateDisplay.isExpected), .timeLimit(.minutes(5)))
struct CursorTests {
  private let display: PrivateDisplay
  private let painter: Painter

  init() async throws {
    display = try await PrivateDisplay()
    painter = try Painter(display)
    painter.fill(width: 640, height: 480, 0x202020)
    painter.setCursor(width: 8, height: 6, color: 0xff8000)
    painter.movePointer(x: 100, y: 200)
  }

  @Test func always() async throws {
    let sink = RecordingSink()
    try await display.capture(cursor: .always, into: sink) { _ in
      let frame = await sink.frame { $0.color(x: 100, y: 200) == 0xff8000 }
      #expect(frame?.color(x: 107, y: 205) == 0xff8000)
      #expect(frame?.color(x: 108, y: 205) == 0x202020)
      #expect(frame?.color(x: 107, y: 206) == 0x202020)
      #expect(frame?.color(x: 99, y: 200) == 0x202020)
      // It leaves no trace where it was, not even at the edge, where it is partly visible.
      painter.movePointer(x: 639, y: 479)
      let moved = await sink.frame { $0.color(x: 639, y: 479) == 0xff8000 }
      #expect(moved?.color(x: 100, y: 200) == 0x202020)
      painter.setCursor(width: 4, height: 4, color: 0x0000ff)
      await sink.frame { $0.color(x: 639, y: 479) == 0x0000ff }
    }
  }

  @Test func never() async throws {
    let sink = RecordingSink()
    try await display.capture(cursor: .never, into: sink) { _ in
      painter.fill(width: 1, height: 1, 0xffffff)
      let frame = await sink.frame { $0.color(x: 0, y: 0) == 0xffffff }
      #expect(frame?.color(x: 100, y: 200) == 0x202020)
    }
  }

  @Test func motion() async throws {
    let sink = RecordingSink()
    try await display.capture(cursor: .motion, into: sink) { _ in
      let still = await sink.frames(5).frames.last
      #expect(still?.color(x: 100, y: 200) == 0x202020)
      painter.movePointer(x: 300, y: 200)
      await sink.frame { $0.color(x: 300, y: 200) == 0xff8000 }
      await sink.frame { $0.color(x: 300, y: 200) == 0x202020 }
    }
  }

  @Test func inAWindow() async throws {
    let window = painter.window(x: 90, y: 190, width: 100, height: 80, color: 0x112233)
    let sink = RecordingSink()
    try await display.capture("window:\(window)", cursor: .always, into: sink) { _ in
      let frame = await sink.frame { $0.color(x: 10, y: 10) == 0xff8000 }
      #expect(frame?.color(x: 9, y: 10) == 0x112233)
    }
  }

  /// Only one connection: a server without the extension doesn't survive the end of one (Xvfb
  /// 21.1).
  @Test func withoutTheExtensionThereIsNoCursor() async throws {
    let display = try await PrivateDisplay(["-extension", "XFIXES"])
    let sink = RecordingSink()
    try await display.capture(rate: nil, cursor: .always, into: sink) { actual in
      #expect(actual.cursor == .never)
      #expect(actual.frameRate == FrameRate(30))
      await sink.frames(1)
    }
  }
}
#endif
