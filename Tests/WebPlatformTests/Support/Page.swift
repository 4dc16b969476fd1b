import UserMedia
import UserMediaSynthetic

/// A page on a machine with a microphone, two cameras and a screen, which it may use.
struct Page {
  let driver: SyntheticDriver
  let navigator: Navigator

  init(permissions: any PermissionPolicy = SystemPermission()) {
    let driver = SyntheticDriver()
    self.driver = driver
    navigator = Navigator(
      devices: DeviceSet(cameras: [driver], microphones: [driver], displays: driver),
      permissions: permissions)
  }

  var mediaDevices: MediaDevices { navigator.mediaDevices }

  /// `navigator.mediaDevices.getUserMedia(constraints)`, with constraints as a page writes them.
  func getUserMedia(_ constraints: ConstraintValue) async throws -> MediaStream {
    try await mediaDevices.getUserMedia(MediaStreamConstraints(converting: constraints))
  }

  /// The error of a request that must fail.
  func failure(_ constraints: ConstraintValue) async -> any Error {
    do {
      let stream = try await getUserMedia(constraints)
      return UnexpectedStream(kinds: stream.getTracks().map(\.kind.rawValue))
    } catch {
      return error
    }
  }
}

/// What a test gets where it waits for an error and there is a stream.
struct UnexpectedStream: Error {
  let kinds: [String]
}

/// A user who is asked each time, and says yes.
struct Consent: PermissionPolicy {
  func query(_ name: PermissionName) async -> PermissionState { .prompt }
  func request(_ names: Set<PermissionName>) async -> PermissionState { .granted }
}

extension EventSequence {
  /// The next event.
  func next() async -> Event<Target>? {
    var iterator = makeAsyncIterator()
    return await iterator.next()
  }
}

extension ConstraintValue {
  /// An object with one member.
  static func member(_ key: String, _ value: ConstraintValue) -> ConstraintValue {
    .object(.init([(key, value)]))
  }
}
