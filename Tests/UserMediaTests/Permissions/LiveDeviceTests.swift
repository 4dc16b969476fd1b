import Synchronization
import Testing
import UserMediaSynthetic

@testable import UserMedia

/// A device with a live track counts as granted (Media Capture and Streams, 10.2, step 8).
@Suite(.timeLimit(.minutes(5))) struct LiveDeviceTests {
  /// A policy that remembers nothing: each request reaches it.
  private final class Forgetful: PermissionPolicy {
    private struct State {
      var questions: [Set<PermissionName>] = []
      var answer = PermissionState.granted
      var decided = PermissionState.prompt
    }

    private let state = Mutex(State())
    var questions: [Set<PermissionName>] { state.withLock(\.questions) }

    /// Gives this answer from now on; with `isDecided`, also to queries.
    func answer(_ answer: PermissionState, isDecided: Bool = false) {
      state.withLock { state in
        state.answer = answer
        state.decided = isDecided ? answer : .prompt
      }
    }

    func query(_ name: PermissionName) async -> PermissionState { state.withLock(\.decided) }

    func request(_ names: Set<PermissionName>) async -> PermissionState {
      state.withLock { state in
        state.questions.append(names)
        return state.answer
      }
    }
  }

  private let policy = Forgetful()
  private let test: TestNavigator

  init() {
    test = TestNavigator(permissions: policy)
  }

  private func open(_ constraints: MediaStreamConstraints) async throws -> MediaStream {
    try await test.media.getUserMedia(constraints)
  }

  private static let back = MediaStreamConstraints(
    video: .init(facingMode: .exact("environment")))

  @Test func nobodyIsAskedAboutItAgain() async throws {
    let first = try await open(.init(video: true))
    policy.answer(.denied)
    let second = try await open(.init(video: .init(width: .exact(320))))
    #expect(policy.questions == [[.camera]])
    let ids = [first, second].map { $0.getVideoTracks()[0].getSettings().deviceId }
    #expect(ids[0] == ids[1])
    withExtendedLifetime(first) {}
  }

  @Test func aCloneKeepsItGranted() async throws {
    let track = try await open(.init(video: true)).getVideoTracks()[0]
    let clone = track.clone()
    track.stop()
    policy.answer(.denied)
    let again = try await open(.init(video: true))
    #expect(again.active && policy.questions.count == 1)
    clone.stop()
  }

  @Test func onlyWhatIsNotLiveIsAskedFor() async throws {
    let camera = try await open(.init(video: true))
    let both = try await open(.init(audio: true, video: true))
    #expect(policy.questions == [[.camera], [.microphone]])
    #expect(both.getTracks().count == 2)
    withExtendedLifetime(camera) {}
  }

  @Test func anotherDeviceIsAskedFor() async throws {
    let front = try await open(.init(video: true))
    policy.answer(.denied)
    await expectDenied(test.navigator, Self.back)
    #expect(policy.questions.count == 2)
    withExtendedLifetime(front) {}
  }

  @Test func aTrackThatIsNotLiveGrantsNothing() async throws {
    let track = try await open(.init(video: true)).getVideoTracks()[0]
    track.stop()
    policy.answer(.denied)
    await expectDenied(test.navigator, .init(video: true))
    #expect(policy.questions.count == 2)
  }

  @Test func whatIsRevokedIsAskedForAgain() async throws {
    let track = try await open(.init(video: true)).getVideoTracks()[0]
    await test.navigator.permissions.revoke(.camera)
    #expect(track.readyState == .ended)
    policy.answer(.denied)
    await expectDenied(test.navigator, .init(video: true))
    #expect(policy.questions.count == 2)
  }

  @Test func revokingOneKindLeavesTheOther() async throws {
    let stream = try await open(.init(audio: true, video: true))
    await test.navigator.permissions.revoke(.microphone)
    policy.answer(.denied)
    #expect(try await open(.init(video: true)).active)
    await expectDenied(test.navigator, .init(audio: true))
    #expect(policy.questions == [[.camera, .microphone], [.microphone]])
    withExtendedLifetime(stream) {}
  }

  @Test func theLiveOneIsLeftWhereTheOthersAreDenied() async throws {
    let back = try await open(Self.back)
    policy.answer(.denied, isDecided: true)
    // The front camera, which is the default, is denied (step 6.7).
    let any = try await open(.init(video: true))
    #expect(any.getVideoTracks()[0].label == "Synthetic back camera")
    #expect(policy.questions.count == 1)
    withExtendedLifetime(back) {}
  }

  @Test func aQuestionIsPutForABetterDevice() async throws {
    let back = try await open(Self.back)
    let any = try await open(.init(video: true))
    #expect(any.getVideoTracks()[0].label == "Synthetic front camera")
    #expect(policy.questions.count == 2)
    withExtendedLifetime(back) {}
  }

  @Test func othersAreAskedForWhereTheLiveOneCannotBeHad() async throws {
    let size = MediaTrackConstraints(
      width: .exact(640), height: .exact(480), resizeMode: .exact("none"))
    let front = try await open(.init(video: .constraints(size)))
    // The front camera is kept at 640x480, and the back one is free.
    var smaller = size
    smaller.basic.width = .exact(320)
    smaller.basic.height = .exact(180)
    let back = try await open(.init(video: .constraints(smaller)))
    #expect(back.getVideoTracks()[0].label == "Synthetic back camera")
    #expect(policy.questions == [[.camera], [.camera]])
    policy.answer(.denied)
    smaller.basic.facingMode = .exact("user")
    let wish = smaller
    let failure = await #expect(throws: OverconstrainedError.self) {
      _ = try await open(.init(video: .constraints(wish)))
    }
    #expect(failure?.message == "another track keeps the camera at 640x480")
    #expect(failure?.constraint == "resizeMode")
    #expect(policy.questions.count == 2)
    withExtendedLifetime((front, back)) {}
  }

  @Test func forgettingIdsChangesNothingOfIt() async throws {
    let test = TestNavigator(
      permissions: policy, identity: DeviceIdentity(deviceKey: .random()))
    let first: MediaStream = try await test.media.getUserMedia(.init(video: true))
    test.media.forgetDeviceIds()
    policy.answer(.denied)
    let second: MediaStream = try await test.media.getUserMedia(.init(video: true))
    #expect(first.active && second.active && policy.questions.count == 1)
  }

  @Test func anotherNavigatorAsksForItself() async throws {
    let set = DeviceSet(cameras: [test.driver], microphones: [test.driver])
    let first: MediaStream = try await Navigator(devices: set, permissions: policy)
      .mediaDevices.getUserMedia(.init(video: true))
    let other = Navigator(devices: set, permissions: policy)
    policy.answer(.denied)
    await expectDenied(other, .init(video: true))
    #expect(policy.questions.count == 2)
    withExtendedLifetime(first) {}
  }

  @Test func aDisplayIsAskedForEachTime() async throws {
    let navigator = Navigator(
      devices: DeviceSet(cameras: [], microphones: [], displays: StandInDisplay()),
      permissions: policy)
    let first: MediaStream = try await navigator.mediaDevices.getDisplayMedia()
    let second: MediaStream = try await navigator.mediaDevices.getDisplayMedia()
    #expect(policy.questions == [[.displayCapture], [.displayCapture]])
    withExtendedLifetime((first, second)) {}
  }
}
