import Dispatch

/// Calls a handler at intervals, until it is cancelled or released.
///
/// Unchecked, because Dispatch does not declare its sources Sendable, although their functions may be
/// called on any thread.
final class RepeatingTimer: @unchecked Sendable {
  private let source: any DispatchSourceTimer

  init(
    milliseconds: Int, queue: DispatchQueue, _ handler: @escaping @Sendable () -> Void
  ) {
    source = DispatchSource.makeTimerSource(queue: queue)
    let interval = DispatchTimeInterval.milliseconds(max(1, milliseconds))
    source.schedule(deadline: .now() + interval, repeating: interval)
    source.setEventHandler(handler: handler)
    source.resume()
  }

  func cancel() { source.cancel() }

  deinit { source.cancel() }
}
