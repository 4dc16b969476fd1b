import Synchronization
import UserMedia
import UserMediaCore

/// A display controlled by a test.
final class StandInDisplay: DisplayDriver {
  let name = "stand-in"
  private let state = Mutex(State())

  private struct State {
    var surfaces: [DeviceDescription] = []
    var failure: CaptureError?
    var sink: (any VideoSink)?
    var configurations: [VideoConfiguration] = []
  }

  /// Creates a display with the whole screen, and windows with these titles.
  init(width: Int = 1280, height: Int = 720, windows: [String] = [], failure: CaptureError? = nil) {
    let screen = Self.surface("screen:0", "Entire screen", .monitor, width, height)
    let others = windows.enumerated().map { index, title in
      Self.surface("window:\(index + 7)", title, .window, 400, 300)
    }
    state.withLock { state in
      state.surfaces = [screen] + others
      state.failure = failure
    }
  }

  private static func surface(
    _ id: String, _ label: String, _ type: DisplayCaptureSurfaceType, _ width: Int, _ height: Int
  ) -> DeviceDescription {
    DeviceDescription(
      display: DisplaySurface(type: type, isLogical: type == .window), id: id, label: label,
      isDefault: type == .monitor,
      mode: VideoMode(
        pixelFormat: .bgrx, size: .discrete(width: width, height: height),
        frameRates: .range(min: FrameRate(1, 1000)!, max: FrameRate(60)!)))
  }

  /// The configurations with which surfaces were started, in order.
  var configurations: [VideoConfiguration] { state.withLock { $0.configurations } }

  func surfaces() async throws(CaptureError) -> [DeviceDescription] {
    let (surfaces, failure) = state.withLock { ($0.surfaces, $0.failure) }
    if let failure { throw failure }
    return surfaces
  }

  func openCamera(
    _ device: DeviceDescription, sink: any VideoSink
  ) async throws(CaptureError) -> any CameraSession {
    state.withLock { $0.sink = sink }
    return Session(self)
  }

  /// Shows a picture of one colour, in the surface's size.
  func show(_ color: UInt8 = 128) {
    let (sink, running) = state.withLock { ($0.sink, $0.configurations.last) }
    guard let sink, let running,
      let layout = VideoFrameLayout(
        pixelFormat: .bgrx, width: running.width, height: running.height)
    else { return }
    let region = MemoryRegion(allocating: layout.byteCount)
    _ = region.mutableBytes.initializeMemory(as: UInt8.self, repeating: color)
    sink.capture(
      VideoFrame(
        buffer: FrameBuffer(regions: [region]), layout: layout, timestamp: 0, sequence: 0))
  }

  /// Resizes the captured surface.
  func resize(width: Int, height: Int) {
    let (sink, changed) = state.withLock { state -> ((any VideoSink)?, VideoConfiguration?) in
      var changed = state.configurations.last
      changed?.width = width
      changed?.height = height
      if let changed { state.configurations.append(changed) }
      return (state.sink, changed)
    }
    if let sink, let changed { sink.captureReconfigured(changed) }
  }

  private final class Session: CameraSession {
    let display: StandInDisplay

    init(_ display: StandInDisplay) {
      self.display = display
    }

    func start(_ wanted: VideoConfiguration) async throws(CaptureError) -> VideoConfiguration {
      display.state.withLock { $0.configurations.append(wanted) }
      return wanted
    }

    func stop() async {}
    func close() async { display.state.withLock { $0.sink = nil } }
  }
}
