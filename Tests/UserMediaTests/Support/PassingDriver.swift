import Synchronization
import UserMedia
import UserMediaCore

/// One camera, display or microphone at a time: the one plugged in last. They deliver no data.
final class PassingDriver: DisplayDriver {
  let name = "passing"
  private let number = Mutex(0)

  /// Replaces the camera and the window with the next ones.
  func plugInNext() {
    number.withLock { $0 += 1 }
  }

  private var mode: VideoMode {
    VideoMode(
      pixelFormat: .bgrx, size: .discrete(width: 640, height: 480),
      frameRates: .range(min: FrameRate(1)!, max: FrameRate(60)!))
  }

  func devices() async -> [DeviceDescription] {
    let number = number.withLock(\.self)
    return [
      DeviceDescription(
        camera: "camera-\(number)", groupId: "port-\(number)", label: "Camera \(number)",
        address: "/dev/video\(number)", modes: [mode])
    ]
  }

  func surfaces() async throws(CaptureError) -> [DeviceDescription] {
    let number = number.withLock(\.self)
    return [
      DeviceDescription(
        display: DisplaySurface(type: .window, isLogical: true), id: "window:\(number)",
        label: "Window \(number)", isDefault: true, mode: mode)
    ]
  }

  func openCamera(
    _ device: DeviceDescription, sink: any VideoSink
  ) async throws(CaptureError) -> any CameraSession {
    Session(sink)
  }

  private final class Session: CameraSession {
    let sink: any VideoSink

    init(_ sink: any VideoSink) {
      self.sink = sink
    }

    func start(_ wanted: VideoConfiguration) async throws(CaptureError) -> VideoConfiguration {
      wanted
    }
    func stop() async {}
    func close() async {}
  }
}
