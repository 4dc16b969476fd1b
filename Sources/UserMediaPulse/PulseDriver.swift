import Dispatch
package import Logging
import Synchronization
public import UserMediaCore

/// The driver for microphones of PulseAudio, or of PipeWire's PulseAudio server.
///
/// One connection and one thread serve the whole driver. They start, and libpulse is loaded, with
/// the first request; they end with the driver and its last session.
public final class PulseDriver: MicrophoneDriver {
  /// Always `"PulseAudio"`.
  public let name = "PulseAudio"
  /// The time limit for connecting and for each answer; three times as long for starting a source.
  /// Longer than a server needs that systemd starts on demand, and shorter than a user's patience.
  package static let timeout: Duration = .seconds(3)
  /// How long a server may be unavailable before its tracks end: longer than systemd takes to
  /// restart it, shorter than a program should wait without knowing.
  package static let grace: Duration = .seconds(5)

  private let server: String?
  private let timeout: Duration
  private let grace: Duration
  private let logger: Logger
  private let connection = Mutex<PulseConnection?>(nil)
  private let reported = Mutex<String?>(nil)
  private let place: ServerPlace

  /// Creates a driver for a sound server.
  /// - Parameter server: its address, as in `PULSE_SERVER`; `nil` for the user's default server.
  public convenience init(server: String? = nil) {
    self.init(
      server: server, timeout: Self.timeout, logger: Logger(label: "UserMedia.PulseAudio"))
  }

  package convenience init(
    server: String?, timeout: Duration, grace: Duration = PulseDriver.grace, logger: Logger
  ) {
    self.init(
      server: server, timeout: timeout, grace: grace, place: ServerPlace(), logger: logger)
  }

  /// - Parameter place: finds out whether there is a server, if no address is given.
  init(
    server: String?, timeout: Duration, grace: Duration, place: ServerPlace, logger: Logger
  ) {
    self.place = place
    self.server = server
    self.timeout = timeout
    self.grace = grace
    self.logger = logger
  }

  /// Lists the server's sources: microphones, then monitors, each group with the default first.
  ///
  /// Empty if libpulse isn't installed, no server answers in time, or the task is cancelled.
  public func devices() async -> [DeviceDescription] {
    (try? await listDevices()) ?? []
  }

  /// Lists the sources like ``devices()``, but throws ``CaptureError/Kind/unreadable`` with the
  /// cause if there is a sound server that can't be queried; see ``isSystemPresent``.
  public func listDevices() async throws(CaptureError) -> [DeviceDescription] {
    let connection: PulseConnection
    do {
      connection = try connect()
    } catch {
      report(error.description)
      if error.kind == .notFound { return [] }
      throw error
    }
    do {
      let answer = try await connection.context.sources()
      report(nil)
      return answer.microphones(canProcess: await connection.processors.canProcess())
    } catch {
      if error.kind == .aborted { return [] }
      report(error.description)
      guard isSystemPresent else { return [] }
      throw CaptureError(
        .unreadable, device: error.device, error.message, cause: error.cause)
    }
  }

  /// Whether there is a sound server: one that was reached before, is configured, or has a socket.
  public var isSystemPresent: Bool {
    server != nil || connection.withLock({ $0 })?.context.wasReached == true || place.isKnown
  }

  /// Calls `changed` when sources or the server appear or disappear.
  public func watchDevices(_ changed: @escaping @Sendable () -> Void) async -> DeviceWatch? {
    do {
      return try connect().watchSources(changed)
    } catch {
      report(error.description)
      return nil
    }
  }

  /// Opens a source; it records once the session is started.
  ///
  /// Throws ``CaptureError/Kind/notFound`` if libpulse isn't installed.
  public func openMicrophone(
    _ device: DeviceDescription, sink: any AudioSink
  ) async throws(CaptureError) -> any MicrophoneSession {
    let connection = try connect()
    _ = try await connection.context.source(named: device.address)
    return PulseMicrophoneSession(device, sink: sink, connection, grace: grace)
  }

  private func connect() throws(CaptureError) -> PulseConnection {
    try connection.withLock { (connection) throws(CaptureError) in
      if let connection { return connection }
      let new = PulseConnection(try PulseContext(server: server, timeout: timeout))
      connection = new
      return new
    }
  }

  /// Logs why there are no microphones, or that they are back; once per change.
  private func report(_ reason: String?) {
    let before = reported.withLock { reported in
      defer { reported = reason }
      return reported
    }
    guard before != reason else { return }
    if let reason {
      logger.notice("microphones are unavailable: \(reason)")
    } else {
      logger.notice("the sound server is available again")
    }
  }
}
