import Dispatch
import Glibc
import Synchronization
import UserMediaCore
import UserMediaSynthetic

/// A synthetic camera with a fault at a chosen moment, from its opening onwards.
final class FailingDriver: CameraDriver {
  /// When the fault happens.
  enum Moment: Hashable, Sendable, CustomStringConvertible {
    case opening, starting, started
    /// On another thread, this many microseconds after the start.
    case afterStart(UInt32)
    /// When a test calls ``happen()``.
    case later

    static let all: [Moment] =
      [.opening, .starting, .started, .later] + [0, 20, 50, 100, 200, 500, 2000].map(afterStart)

    var description: String {
      switch self {
      case .opening: "while it is opened"
      case .starting: "while it is started"
      case .started: "as soon as it runs"
      case .afterStart(let delay): "\(delay) µs after its start"
      case .later: "when the stream is there"
      }
    }
  }

  /// The fault.
  typealias Fault = @Sendable (any VideoSink) -> Void

  let name = "failing"
  private let driver = SyntheticDriver(devices: [.camera()])
  private let moment: Moment
  private let fault: Fault
  private let sink = Mutex<(any VideoSink)?>(nil)

  init(_ moment: Moment, _ fault: @escaping Fault = FailingDriver.unplugged) {
    self.moment = moment
    self.fault = fault
  }

  static let unplugged: Fault = {
    $0.captureEnded(CaptureError(.notFound, device: "camera", "was unplugged"))
  }

  func devices() async -> [DeviceDescription] { await driver.devices() }

  func openCamera(
    _ device: DeviceDescription, sink: any VideoSink
  ) async throws(CaptureError) -> any CameraSession {
    self.sink.withLock { $0 = sink }
    let session = try await driver.openCamera(device, sink: sink)
    reach(.opening)
    return Session(camera: session, driver: self)
  }

  /// Injects the fault, or another one, into the camera opened last.
  func happen(_ other: Fault? = nil) {
    if let sink = sink.withLock({ $0 }) { (other ?? fault)(sink) }
  }

  private func reach(_ moment: Moment) {
    if moment == self.moment { happen() }
  }

  private func started() {
    reach(.started)
    guard case .afterStart(let delay) = moment else { return }
    DispatchQueue.global().async {
      usleep(delay)
      self.happen()
    }
  }

  private final class Session: CameraSession {
    let camera: any CameraSession
    let driver: FailingDriver

    init(camera: any CameraSession, driver: FailingDriver) {
      self.camera = camera
      self.driver = driver
    }

    func start(_ wanted: VideoConfiguration) async throws(CaptureError) -> VideoConfiguration {
      driver.reach(.starting)
      let given = try await camera.start(wanted)
      driver.started()
      return given
    }

    func stop() async { await camera.stop() }

    func close() async {
      await camera.close()
      // The sink refers back to the driver.
      driver.sink.withLock { $0 = nil }
    }
  }
}
