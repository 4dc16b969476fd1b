import UserMedia
import UserMediaSynthetic

/// A page that may use a machine's microphone, two cameras and screen.
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

  /// `navigator.mediaDevices.getUserMedia(constraints)`, with constraints in a page's syntax.
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

/// Thrown if a test expects an error and gets a stream.
struct UnexpectedStream: Error {
  let kinds: [String]
}

/// A user who is prompted each time, and agrees.
struct Consent: PermissionPolicy {
  func query(_ name: PermissionName) async -> PermissionState { .prompt }
  func request(_ names: Set<PermissionName>) async -> PermissionState { .granted }
}

extension EventSequence {
  /// The next event.
  func next() async -> MediaEvent<Target>? {
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
