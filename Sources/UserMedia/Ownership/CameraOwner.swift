import UserMediaCore

/// A camera driver and the single owner of each of its cameras, shared by every navigator that uses
/// the driver.
final class CameraOwner: Sendable {
  let driver: any CameraDriver
  /// The system gate that must also allow the cameras; `nil` if anyone who can open them may use
  /// them.
  let gate: (any DeviceGate)?
  private let timing: SourceTiming
  /// Weak, so that a source goes away with its last track and its session: a program may capture
  /// any number of windows, and cameras come and go.
  let sources = WeakTable<Key, CameraSource>()

  struct Key: Hashable {
    var address: String
    var id: String
  }

  init(
    _ driver: any CameraDriver, timing: SourceTiming = .system, gate: (any DeviceGate)? = nil
  ) {
    self.driver = driver
    self.gate = gate
    self.timing = timing
  }

  /// The single owner of a camera.
  func source(of device: DeviceDescription) -> CameraSource {
    sources.object(for: Key(address: device.address, id: device.id)) { [driver, timing] in
      CameraSource(
        open: { source throws(CaptureError) in
          let session = try await driver.openCamera(device, sink: source)
          return .init(
            start: { configuration throws(CaptureError) in try await session.start(configuration) },
            close: { await session.close() }, executor: session.executor,
            set: { controls in await session.set(controls) })
        },
        merge: { running, wanted in device.configuration(serving: wanted, running: running) },
        standIn: { StandIn(for: $0) }, timing: timing)
    }
  }
}
