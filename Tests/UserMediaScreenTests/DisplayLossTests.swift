#if Screen
import DisplayTestSupport
import Dispatch
import Testing
import UserMediaCore

@testable import UserMediaScreen

/// Displays that exit, do not exist, or do not respond.
@Suite(.enabled(if: PrivateDisplay.isExpected), .timeLimit(.minutes(5)))
struct DisplayLossTests {
  @Test(arguments: ["", ":32123", "nonsense", ":0.9"])
  func missingDisplaysAreNotFound(name: String) async throws {
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

  @Test func aServerKilledBeforeARequest() async throws {
    let display = try await PrivateDisplay()
    let queue = DispatchQueue(label: "test")
    let error = await #expect(throws: CaptureError.self) {
      try await XConnector(display.name).connect(on: queue) { connection throws(CaptureError) in
        display.kill()
        return try connection.surfaces()
      }
    }
    #expect(error?.message == "the display is gone")
  }

  /// Nothing is drawn while it is suspended, so the next frame is the last picture again.
  @Test func aSuspendedServerMutesAndCanBeClosed() async throws {
    let display = try await PrivateDisplay()
    let sink = RecordingSink()
    try await display.capture(cursor: .always, into: sink) { _ in
      await sink.frames(2)
      display.freeze()
      await sink.wait { $0.mutings.last == true }
      display.thaw()
      await sink.wait { $0.mutings.last == false }
      await sink.frames(2)
      display.freeze()
      await sink.wait { $0.mutings.last == true }
    }
    #expect(sink.record.ends == [])
    display.thaw()
    let surfaces = try await display.driver.surfaces()
    #expect(surfaces.count == 1)
  }

  /// Each unanswered attempt blocks a thread; after a few, no more are made.
  @Test func aSuspendedServerIsUnreadableUntilItResumes() async throws {
    let display = try await PrivateDisplay()
    let driver = display.driver
    display.freeze()
    for _ in 0..<2 {
      await withTaskGroup { group in
        for _ in 0..<4 {
          group.addTask {
            let error = await #expect(throws: CaptureError.self) { try await driver.surfaces() }
            #expect(error?.kind == .unreadable)
            #expect(error?.message == "the server does not answer")
          }
        }
      }
    }
    display.thaw()
    // Until the abandoned attempts have ended, further ones are refused.
    let clock = ContinuousClock()
    let deadline = clock.now + .seconds(60)
    var surfaces = try? await driver.surfaces()
    while surfaces == nil, clock.now < deadline {
      try await Task.sleep(for: .milliseconds(10))
      surfaces = try? await driver.surfaces()
    }
    #expect(surfaces?.count == 1)
  }
}
#endif
