#if Screen
import DisplayTestSupport
import Dispatch
import Testing
import UserMediaCore

@testable import UserMediaScreen

/// Displays that are gone, were never there, or do not answer.
@Suite(.enabled(if: PrivateDisplay.isExpected), .timeLimit(.minutes(5)))
struct DisplayLossTests {
  @Test(arguments: ["", ":32123", "nonsense", ":0.9"])
  func noDisplay(name: String) async throws {
    let error = await #expect(throws: CaptureError.self) {
      try await ScreenDriver(display: name).surfaces()
    }
    #expect(error?.kind == .notFound)
  }

  @Test func aKilledServerEndsWithTheCause() async throws {
    let display = try await PrivateDisplay()
    let sink = RecordingSink()
    try await display.capture(into: sink) { _ in
      await sink.frames(2)
      display.kill()
      let end = await sink.wait { !$0.ends.isEmpty }.ends.first
      #expect(end?.kind == .notFound)
      #expect(end?.message == "the display is gone")
      #expect(end?.cause?.domain == .x11)
    }
    #expect(sink.record.ends.count == 1)
  }

  @Test func aServerThatGoesBeforeAQuestion() async throws {
    let display = try await PrivateDisplay()
    let queue = DispatchQueue(label: "test")
    let error = await #expect(throws: CaptureError.self) {
      try await XConnection.connect(display.name, on: queue) { connection throws(CaptureError) in
        display.kill()
        return try connection.surfaces()
      }
    }
    #expect(error?.message == "the display is gone")
  }

  @Test func aServerThatStandsStillIsMutedAndCanBeLeft() async throws {
    let display = try await PrivateDisplay()
    let sink = RecordingSink()
    try await display.capture(cursor: .always, into: sink) { _ in
      await sink.frames(2)
      display.freeze()
      await sink.wait { $0.mutings == [true] }
      display.thaw()
      await sink.wait { $0.mutings == [true, false] }
      await sink.frames(2)
      display.freeze()
      await sink.wait { $0.mutings == [true, false, true] }
    }
    // Closed all the same. A further one learns that nobody answers.
    let error = await #expect(throws: CaptureError.self) {
      try await display.driver.surfaces()
    }
    #expect(error?.kind == .unreadable)
    display.thaw()
    let surfaces = try await display.driver.surfaces()
    #expect(surfaces.count == 1)
  }
}
#endif
