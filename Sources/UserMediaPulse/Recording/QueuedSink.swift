import Synchronization
import UserMediaCore

/// Wraps a session's sink from one start to the next stop. Calls made under the lock of the
/// ``PulseContext`` are queued; the mainloop's thread passes them on in order once the lock is
/// released.
final class QueuedSink: AudioSink {
  private let sink: any AudioSink
  private let context: PulseContext
  private let isClosed = Atomic(false)

  init(_ sink: any AudioSink, _ context: PulseContext) {
    self.sink = sink
    self.context = context
  }

  /// Drops queued calls. To wait for a running call, use ``PulseContext/finishSinkCall()``.
  func close() { isClosed.store(true, ordering: .releasing) }

  func capture(_ data: AudioData) { queue(.sound(data)) }
  func captureDropped(_ reason: DropReason, count: Int) { queue(.dropped(reason, count)) }
  func captureMuted(_ muted: Bool) { queue(.muted(muted)) }
  func captureEnded(_ error: CaptureError) { queue(.ended(error)) }
  func captureMoved(to device: DeviceDescription, as configuration: AudioConfiguration) {
    queue(.moved(device, configuration))
  }

  private func queue(_ event: SinkCall.Event) {
    context.enqueue(SinkCall(queue: self, event: event))
  }

  fileprivate func pass(_ event: SinkCall.Event) {
    guard !isClosed.load(ordering: .acquiring) else { return }
    switch event {
    case .sound(let data): sink.capture(data)
    case .dropped(let reason, let count): sink.captureDropped(reason, count: count)
    case .muted(let muted): sink.captureMuted(muted)
    case .ended(let error): sink.captureEnded(error)
    case .moved(let device, let configuration):
      sink.captureMoved(to: device, as: configuration)
    }
  }
}

/// A queued call to a sink.
struct SinkCall: Sendable {
  /// The rare large values are indirect, so that a call with audio is small: it is copied twice for
  /// each piece.
  fileprivate enum Event: Sendable {
    case sound(AudioData)
    case dropped(DropReason, Int)
    case muted(Bool)
    indirect case ended(CaptureError)
    indirect case moved(DeviceDescription, AudioConfiguration)
  }

  fileprivate let queue: QueuedSink
  fileprivate let event: Event

  /// Makes the call, unless the sink has been closed.
  func make() { queue.pass(event) }
}
