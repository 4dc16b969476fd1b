import Dispatch
package import Logging
import Synchronization
public import UserMediaCore

/// Microphones by PulseAudio, or by PipeWire in its place.
///
/// One connection and one thread serve all that the driver does. They begin with the first question,
/// for which libpulse is loaded, and end with the driver and its last session.
public final class PulseDriver: MicrophoneDriver {
  /// Always `"PulseAudio"`.
  public let name = "PulseAudio"
  /// How long the server may take to connect, and then for each answer (three times that to start a
  /// source): longer than a server that
  /// systemd starts on demand needs, shorter than a person's patience.
  package static let timeout: Duration = .seconds(3)
  /// How long a server may be away before its microphones have ended: longer than systemd takes to
  /// restart one, shorter than a program should wait in the dark.
  package static let grace: Duration = .seconds(5)

  private let server: String?
  private let timeout: Duration
  private let grace: Duration
  private let logger: Logger
  private let connection = Mutex<PulseConnection?>(nil)
  private let reported = Mutex<String?>(nil)
  private let place: ServerPlace

  /// A driver for one sound server.
  /// - Parameter server: its address as in `PULSE_SERVER`; `nil` for the user's own.
  public convenience init(server: String? = nil) {
    self.init(
      server: server, timeout: Self.timeout, logger: Logger(label: "UserMedia.PulseAudio"))
  }

  package convenience init(
    server: String?, timeout: Duration, grace: Duration = PulseDriver.grace, logger: Logger
  ) {
    self.init(server: server, timeout: timeout, grace: grace, place: ServerPlace(), logger: logger)
  }

  /// - Parameter place: tells whether there is a server, where none is given.
  init(
    server: String?, timeout: Duration, grace: Duration, place: ServerPlace, logger: Logger
  ) {
    self.place = place
    self.server = server
    self.timeout = timeout
    self.grace = grace
    self.logger = logger
  }

  /// Every source of the server: microphones, then monitors, each with the default first.
  ///
  /// Empty when libpulse is not installed, no server answers in time or the task is cancelled.
  public func devices() async -> [DeviceDescription] {
    (try? await listDevices()) ?? []
  }

  /// The same; throws ``CaptureError/Kind/unreadable`` with the cause when there is a sound server
  /// and it cannot be asked: one that was reached before, is named, or has a socket.
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
      guard server != nil || connection.context.wasReached || place.isKnown else { return [] }
      throw CaptureError(
        .unreadable, device: error.device, error.message, cause: error.cause)
    }
  }

  /// Hears of sources that come and go, and of the server that does.
  public func watchDevices(_ changed: @escaping @Sendable () -> Void) async -> DeviceWatch? {
    do {
      return try connect().watchSources(changed)
    } catch {
      report(error.description)
      return nil
    }
  }

  /// Opens a source; it runs when the session is started.
  ///
  /// Throws ``CaptureError/Kind/notFound`` when libpulse is not installed.
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

  /// Logs why there are no microphones, or that there are again; each change once.
  private func report(_ reason: String?) {
    let before = reported.withLock { reported in
      defer { reported = reason }
      return reported
    }
    guard before != reason else { return }
    if let reason {
      logger.notice("no microphones: \(reason)")
    } else {
      logger.notice("the sound server is there again")
    }
  }
}
