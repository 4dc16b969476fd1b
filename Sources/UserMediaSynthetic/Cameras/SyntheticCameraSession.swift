import UserMediaCore

/// An open synthetic camera.
final class SyntheticCameraSession: CameraSession {
  private let slot: DeviceSlot
  private let session: Int
  private let pacemaker: Pacemaker
  private let sink: any VideoSink
  private let controls: SyntheticControls

  init(_ slot: DeviceSlot, session: Int, _ pacemaker: Pacemaker, _ sink: any VideoSink) {
    self.slot = slot
    self.session = session
    self.pacemaker = pacemaker
    self.sink = sink
    controls = SyntheticControls(slot.device.description.controls)
  }

  deinit {
    slot.drop(session, pacemaker)
  }

  func start(
    _ configuration: VideoConfiguration
  ) async throws(CaptureError) -> VideoConfiguration {
    let description = slot.device.description
    guard let (mode, rate) = description.videoModes.nearest(to: configuration) else {
      throw CaptureError(
        .unsupported, device: slot.address,
        "the camera does not offer \(configuration.pixelFormat)")
    }
    let source = try source(mode)
    let feed = CameraFeed(source, rate: rate, sink: sink)
    let run = DeviceRun(feed, Pace(start: pacemaker.now, rate), first: 0)
    try await slot.start(run, session, pacemaker)
    return mode
  }

  private func source(_ mode: VideoConfiguration) throws(CaptureError) -> sending any PictureSource
  {
    switch slot.device.content {
    case .pattern(let mirrored):
      guard
        let source = PatternSource(
          mode, label: slot.device.description.label, mirrored: mirrored, controls: controls)
      else {
        throw CaptureError(
          .unsupported, device: slot.address,
          "the test pattern cannot be drawn in \(mode.pixelFormat) \(mode.width)x\(mode.height)")
      }
      return source
    case .y4m(let path): return try Y4MSource(path: path)
    case .mjpeg(let path): return try MJPEGSource(path: path)
    case .tone, .wav:
      throw CaptureError(.unsupported, device: slot.address, "the device is not a camera")
    }
  }

  func set(_ controls: CameraControlSettings) async -> CameraControlSettings {
    self.controls.set(controls)
  }

  func stop() async {
    await slot.stop(session, pacemaker)
  }

  func close() async {
    await slot.close(session, pacemaker)
  }
}
