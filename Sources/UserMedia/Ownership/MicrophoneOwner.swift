import UserMediaCore

/// A microphone driver and the owners of its microphones, shared by every navigator that uses the
/// driver.
final class MicrophoneOwner: Sendable {
  let driver: any MicrophoneDriver
  private let timing: SourceTiming
  /// Weak, so that a source goes away with its last track and its session: the number of possible
  /// configurations is unlimited.
  let sources = WeakTable<Key, MicrophoneSource>()

  /// A sound server feeds any number of streams from one microphone, so each configuration has its
  /// own owner.
  struct Key: Hashable {
    var device: String
    var configuration: AudioConfiguration
  }

  init(_ driver: any MicrophoneDriver, timing: SourceTiming = .system) {
    self.driver = driver
    self.timing = timing
  }

  /// The single owner of a microphone in one configuration.
  func source(
    of device: DeviceDescription, _ configuration: AudioConfiguration
  ) -> MicrophoneSource {
    let key = Key(device: device.id, configuration: configuration)
    return sources.object(for: key) { [driver, timing] in
      MicrophoneSource(
        open: { source throws(CaptureError) in
          // When reopened, use the microphone that the source was moved to.
          let session = try await driver.openMicrophone(source.device ?? device, sink: source)
          return .init(
            start: { configuration throws(CaptureError) in try await session.start(configuration) },
            close: { await session.close() }, executor: session.executor)
        },
        merge: { running, _ in running }, standIn: { StandIn(for: $0) }, timing: timing)
    }
  }
}
