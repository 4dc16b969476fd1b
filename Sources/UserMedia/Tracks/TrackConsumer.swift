/// Keeps a queue registered with a port while it is held.
final class TrackConsumer<Element: Sendable>: Sendable {
  let queue: FrameQueue<Element>
  private let port: TrackPort<Element>?

  init(
    port: TrackPort<Element>?, buffering: FrameBuffering,
    size: @escaping @Sendable (Element) -> Int, wake: (@Sendable () -> Void)? = nil
  ) {
    queue = FrameQueue(buffering, size: size, wake: wake)
    self.port = port
    if let port { port.add(queue) } else { queue.finish() }
  }

  /// Unregisters the queue.
  func cancel() {
    port?.remove(queue)
  }

  deinit {
    cancel()
  }
}
