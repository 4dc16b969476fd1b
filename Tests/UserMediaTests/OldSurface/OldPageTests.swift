import Dispatch
import Synchronization
import Testing
import UserMediaLegacy

@testable import UserMedia

/// What a page had around its streams: names of states, lengths, timers, errors with names.
@Suite(.timeLimit(.minutes(5))) struct OldPageTests {
  private let test = TestNavigator()

  @available(*, deprecated)
  @Test func statesAndKindsAreComparedWithNames() async throws {
    let stream = try await test.media.getUserMedia(.init(audio: true, video: true))
    let tracks = stream.getVideoTracks()
    #expect(tracks.length == 1)
    let track = tracks[0]
    #expect(track.readyState == "live" && track.readyState != "ended")
    #expect(track.kind == "video" && track.kind != "audio")
    track.stop()
    #expect(track.readyState == "ended" && track.readyState != "live")
    let devices = await test.media.enumerateDevices()
    #expect(devices.filter { $0.kind == "videoinput" }.count == 2)
    #expect(devices.filter { $0.kind != "videoinput" }.count == devices.count - 2)
  }

  @available(*, deprecated)
  @Test func timersCallOnTheNavigatorsQueue() async {
    let navigator = test.navigator
    await withCheckedContinuation { continuation in
      setTimeout(
        {
          dispatchPrecondition(condition: .onQueue(navigator.callbackQueue))
          continuation.resume()
        }, 5, of: navigator)
    }
    let calls = Mutex(0)
    let cleared = setTimeout({ calls.withLock { $0 += 100 } }, 20, of: navigator)
    clearTimeout(cleared)
    let handle = Mutex(0)
    await withCheckedContinuation { continuation in
      let interval = setInterval(
        {
          let count = calls.withLock { calls in
            calls += 1
            return calls
          }
          if count == 3 {
            clearInterval(handle.withLock { $0 })
            continuation.resume()
          }
        }, 10, of: navigator)
      handle.withLock { $0 = interval }
    }
    // After the time of the cleared one, and of a fourth call.
    await withCheckedContinuation { continuation in
      setTimeout({ continuation.resume() }, 50, of: navigator)
    }
    #expect(calls.withLock { $0 } == 3)
  }

  @Test func everyErrorHasANameAndAMessage() async {
    do {
      _ = try await test.media.getUserMedia(.init(video: .init(width: .init(min: 100_000))))
    } catch {
      #expect(error.name == "OverconstrainedError")
      #expect(!error.message.isEmpty)
    }
    let cancelled: any Error = CancellationError()
    #expect(cancelled.name == "CancellationError")
    #expect(cancelled.message == "CancellationError()")
  }
}
