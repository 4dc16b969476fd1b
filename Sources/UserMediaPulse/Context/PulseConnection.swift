import Dispatch

/// Holds a ``PulseContext`` for the driver and its sessions; with the last of them it ends.
final class PulseConnection: Sendable {
  let context: PulseContext

  init(_ context: PulseContext) {
    self.context = context
  }

  deinit {
    // Elsewhere, because the end waits for the thread, and this may be that very thread, or one
    // that holds what a callback waits for.
    DispatchQueue.global().async { [context] in context.shutDown() }
  }
}
