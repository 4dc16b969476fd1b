import Dispatch
import Testing
import UserMediaLegacy

@testable import UserMedia

/// Old members of tracks.
@Suite(.timeLimit(.minutes(5))) struct OldTrackTests {
  private let test = TestNavigator()

  @available(*, deprecated)
  @Test func oldMembersMatchTheirSuccessors() async throws {
    let stream = try await test.media.getUserMedia(.init(audio: true, video: true))
    let (sound, picture) = (stream.getAudioTracks()[0], stream.getVideoTracks()[0])
    #expect(picture.readyState == MediaStreamTrack.LIVE)
    #expect(!picture.readonly && !picture.remote)
    #expect([sound.sourceType, picture.sourceType] == ["microphone", "camera"])
    #expect(picture.sourceId == picture.getSettings().deviceId)
    picture.stop()
    #expect(picture.readyState == MediaStreamTrack.ENDED)
    let screen: MediaStream = try await Navigator(devices: .synthetic).mediaDevices
      .getDisplayMedia()
    #expect(screen.getVideoTracks()[0].sourceType == "none")
  }

  /// The argument of whichever callback was called.
  @available(*, deprecated)
  private func apply(_ constraints: LegacyConstraints, to track: MediaStreamTrack) async
    -> (any NamedError)?
  {
    await withCheckedContinuation { continuation in
      track.applyConstraints(
        constraints,
        {
          dispatchPrecondition(condition: .onQueue(track.queue))
          continuation.resume(returning: nil)
        },
        { error in
          dispatchPrecondition(condition: .onQueue(track.queue))
          continuation.resume(returning: error)
        })
    }
  }

  @available(*, deprecated)
  @Test func constraintsAreAppliedByCallbacks() async throws {
    let track = try await test.media.getUserMedia(.init(video: true)).getVideoTracks()[0]
    for constraints: LegacyConstraints in [
      ["mandatory": ["minWidth": 1280]], ["width": ["min": 1280], "require": ["width"]],
      ["width": ["min": 1280]],
    ] {
      #expect(await apply([:], to: track) == nil)
      #expect(track.getConstraints().basic.width == nil)
      #expect(await apply(constraints, to: track) == nil)
      #expect(track.getSettings().width ?? 0 >= 1280, "\(constraints.json)")
    }
    let error = await apply(["mandatory": ["minWidth": 100_000]], to: track)
    #expect((error as? OverconstrainedError)?.constraint == "width")
    #expect(await apply(["frameRate": ["max": "many"]], to: track)?.name == "TypeError")
    #expect(track.getSettings().width ?? 0 >= 1280)
    let sound = try await test.media.getUserMedia(.init(audio: true)).getAudioTracks()[0]
    #expect(await apply(["optional": [["sampleRate": 48000]]], to: sound) == nil)
    sound.stop()
    #expect(await apply(["sampleRate": ["exact": 1]], to: sound) == nil)
    #expect(await apply(["latency": ["max": "long"]], to: sound) == nil)
  }
}
