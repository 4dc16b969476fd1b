import Synchronization
import UserMediaCore

extension CaptureSource {
  /// Hands data to every track. Called on the driver's thread, or by a stand-in.
  func deliver(_ data: Data) {
    state.withLock { $0.deliver(data) }
  }

  func captureDropped(_ reason: DropReason, count: Int) {
    state.withLock { state in
      for feed in state.feeds.values { feed.port.drop(reason, count) }
    }
  }

  func captureMuted(_ muted: Bool) {
    telling.withLock { _ in
      let ports = state.withLock { state -> [TrackPort<Data>] in
        guard state.isMuted != muted else { return [] }
        state.isMuted = muted
        return state.feeds.values.map(\.port)
      }
      for port in ports { port.notify(.muted(muted)) }
    }
  }

  func captureEnded(_ error: CaptureError) {
    let ports = state.withLock { state in
      state.ended = error
      state.enabledCount = 0
      defer { state.feeds = [:] }
      return state.feeds.values.map(\.port)
    }
    for port in ports {
      // First, so that a loop over the data that ends finds the track ended.
      port.notify(.ended(error))
      port.finish()
    }
    operations.enqueue { [self] in await closeIfUnused() }
  }
}

extension CaptureSource: VideoSink where Data == VideoFrame, Configuration == VideoConfiguration {
  func capture(_ frame: VideoFrame) { deliver(frame) }

  func captureReconfigured(_ configuration: VideoConfiguration) {
    state.withLock { $0.changed = configuration }
    runs(as: configuration)
  }
}

extension CaptureSource: AudioSink where Data == AudioData, Configuration == AudioConfiguration {
  func capture(_ data: AudioData) { deliver(data) }
}
