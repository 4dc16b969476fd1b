import UserMediaCore

/// A microphone driver with the owners of its microphones, shared by every navigator that uses the
/// driver.
final class MicrophoneOwner: Sendable {
  let driver: any MicrophoneDriver
  private let timing: SourceTiming
  /// A source goes with its last track and its session, because there are as many configurations as
  /// there are numbers.
  let sources = WeakTable<Key, MicrophoneSource>()

  /// A sound server feeds any number of streams from one microphone, so each configuration has an
  /// owner of its own.
  struct Key: Hashable {
    var device: String
    var configuration: AudioConfiguration
  }

  init(_ driver: any MicrophoneDriver, timing: SourceTiming = .system) {
    self.driver = driver
    self.timing = timing
  }

  /// The one owner of a microphone in one configuration.
  func source(
    of device: DeviceDescription, _ configuration: AudioConfiguration
  ) -> MicrophoneSource {
    let key = Key(device: device.id, configuration: configuration)
    return sources.object(for: key) { [driver, timing] in
      MicrophoneSource(
        open: { source throws(CaptureError) in
          // Given back and taken again, it is the one that it was moved to.
          let session = try await driver.openMicrophone(source.device ?? device, sink: source)
          return .init(
            start: { configuration throws(CaptureError) in try await session.start(configuration) },
            close: { await session.close() }, executor: session.executor)
        },
        merge: { running, _ in running }, standIn: { StandIn(for: $0) }, timing: timing)
    }
  }
}
