import Synchronization
import UserMediaConversion
import UserMediaCore

extension CaptureSource {
  /// Delivers data to every track. Called on the driver's thread, or by a stand-in.
  func deliver(_ data: Data) {
    let (ports, source) = (state.withLock { $0.fedPorts() }, ObjectIdentifier(self))
    // By index, because an iterator would retain the ports for each frame.
    for index in ports.indices { ports[index].deliver(data, from: source) }
  }

  func captureDropped(_ reason: DropReason, count: Int) {
    for port in state.withLock({ $0.fedPorts() }) { port.drop(reason, count) }
  }

  func captureMuted(_ muted: Bool) {
    announce(.muted(muted)) { state in
      defer { state.isMuted = muted }
      return state.isMuted != muted
    }
  }

  func captureEnded(_ error: CaptureError) {
    announce(.ended(error)) { state in
      state.ended = error
      state.enabledCount = 0
      state.feeds = [:]
      return true
    }
    operations.enqueue { [self] in await closeIfUnused() }
  }
}

extension CaptureSource: VideoSink where Data == VideoFrame, Configuration == VideoConfiguration {
  func capture(_ frame: VideoFrame) {
    // If nothing can decode what a camera sends, every frame would be lost.
    if let reason = frame.refusal {
      return captureEnded(CaptureError(.unreadable, device: "the camera", reason))
    }
    deliver(frame)
  }

  func captureReconfigured(_ configuration: VideoConfiguration) {
    state.withLock { $0.changed = configuration }
    runs(as: configuration)
  }
}

extension CaptureSource: AudioSink where Data == AudioData, Configuration == AudioConfiguration {
  func capture(_ data: AudioData) { deliver(data) }

  func captureMoved(to device: DeviceDescription, as configuration: AudioConfiguration) {
    announce(.reconfigured) { state in
      state.device = device
      state.changed = configuration
      state.running = configuration
      return true
    }
  }
}
