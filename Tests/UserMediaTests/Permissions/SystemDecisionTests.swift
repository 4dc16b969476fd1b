import Glibc
import Synchronization
import Testing
import UserMediaCore
import UserMediaSynthetic

@testable import UserMedia

/// The system's decisions about cameras, below the program's policy.
@Suite(.timeLimit(.minutes(5))) struct SystemDecisionTests {
  /// A desktop with a given answer, or none.
  private final class Desktop: DeviceGate {
    private let state: Mutex<(answer: Bool?, count: Int)> = Mutex((nil, 0))
    private let says: Bool?
    private let (questions, question) = AsyncStream<Void>.makeStream()

    init(says: Bool?) {
      self.says = says
    }

    var answer: Bool? { state.withLock { $0.answer } }
    var count: Int { state.withLock { $0.count } }

    func asked() async {
      for await _ in questions { return }
    }

    func ask() async -> Bool? {
      state.withLock { state in
        state.count += 1
        state.answer = says
      }
      question.yield()
      guard let says else {
        try? await Promise<Void> { _, _ in }.value  // Ends only by cancellation.
        return nil
      }
      return says
    }
  }

  private static func navigator(
    _ desktop: Desktop, besides: SyntheticDriver? = nil,
    permissions: any PermissionPolicy = SystemPermission()
  ) -> Navigator {
    let driver = SyntheticDriver(devices: [.camera(label: "Of the system"), .microphone()])
    return Navigator(
      devices: DeviceSet(
        cameras: [[CameraOwner(driver, gate: desktop)] + (besides.map { [CameraOwner($0)] } ?? [])],
        microphones: [[MicrophoneOwner(driver)]], displays: .none),
      permissions: permissions)
  }

  @Test func theDesktopsPermissionIsReported() async throws {
    let desktop = Desktop(says: true)
    let navigator = Self.navigator(desktop)
    let status = await navigator.permissions.query(.camera)
    #expect(status.state == .prompt)
    #expect(await navigator.permissions.query(.microphone).state == .granted)
    var changes = status.events(.change).makeAsyncIterator()
    let sound: MediaStream = try await navigator.mediaDevices.getUserMedia(.init(audio: true))
    #expect(sound.active && desktop.count == 0)
    let stream: MediaStream = try await navigator.mediaDevices.getUserMedia(.init(video: true))
    #expect(stream.active && desktop.count == 1)
    #expect(await changes.next()?.target.state == .granted)
  }

  @Test func theDesktopsDenialMasksOtherErrors() async throws {
    let navigator = Self.navigator(Desktop(says: false))
    await expectDenied(navigator, .init(audio: true, video: true))
    #expect(await navigator.permissions.query(.camera).state == .denied)
    await expectDenied(navigator, .init(video: .init(width: .exact(100_000))))
  }

  @Test func aDenyingPolicyDoesNotReachTheDesktop() async throws {
    let desktop = Desktop(says: true)
    let navigator = Self.navigator(desktop, permissions: DenyPermission())
    await expectDenied(navigator, .init(video: true))
    #expect(desktop.count == 0)
  }

  @Test func theProgramsOwnCamerasNeedNoDesktopPermission() async throws {
    let own = SyntheticDriver(devices: [.camera(label: "Of the program")])
    let navigator = Self.navigator(Desktop(says: false), besides: own)
    let stream: MediaStream = try await navigator.mediaDevices.getUserMedia(.init(video: true))
    #expect(stream.getVideoTracks()[0].label == "Of the program")
    #expect(await navigator.permissions.query(.camera).state == .granted)
  }

  @Test func anUnansweredRequestEndsWithItsTask() async throws {
    let desktop = Desktop(says: nil)
    let navigator = Self.navigator(desktop)
    let request = Task {
      let _: MediaStream = try await navigator.mediaDevices.getUserMedia(.init(video: true))
    }
    await desktop.asked()
    request.cancel()
    await #expect(throws: CancellationError.self) { try await request.value }
  }

  /// A camera whose node can't be opened for lack of permission.
  private struct ClosedDriver: CameraDriver {
    let name = "closed"

    func devices() async -> [DeviceDescription] {
      [
        DeviceDescription(
          camera: "closed", groupId: "closed", label: "Closed", address: "/dev/video9", modes: [])
      ]
    }

    func openCamera(
      _ device: DeviceDescription, sink: any VideoSink
    ) async throws(CaptureError) -> any CameraSession {
      throw CaptureError(
        .notAllowed, device: device.address, "may not be opened",
        cause: SystemCause(call: "open", errno: EACCES))
    }
  }

  @Test func inaccessibleNodesAreDeniedWithAReason() async throws {
    let closed = Navigator(devices: DeviceSet(cameras: [ClosedDriver()], microphones: []))
    #expect(await closed.permissions.query(.camera).state == .denied)
    let error = await #expect(throws: DOMException.self) {
      let _: MediaStream = try await closed.mediaDevices.getUserMedia(.init(video: true))
    }
    #expect(error?.name == "NotAllowedError" && error?.cause?.code == EACCES)
    // One accessible node is enough.
    let some = Navigator(
      devices: DeviceSet(
        cameras: [ClosedDriver(), SyntheticDriver(devices: [.camera()])], microphones: []))
    #expect(await some.permissions.query(.camera).state == .granted)
    // Without any camera, nothing is denied.
    let none = Navigator(devices: .synthetic([]))
    #expect(await none.permissions.query(.camera).state == .granted)
  }
}
