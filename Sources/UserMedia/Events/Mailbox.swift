import Synchronization

/// Hands messages to a receiver one at a time, in the order in which they were posted, and under no
/// lock: the first caller to find it idle delivers what is there.
///
/// Messages that come before there is a receiver wait for it.
final class Mailbox<Message: Sendable>: Sendable {
  private struct State {
    var waiting: [Message] = []
    var receive: (@Sendable (Message) -> Void)?
    var isDelivering = false
  }

  private let state = Mutex(State())

  /// Adds a message for the next ``deliver()``. Calls nobody, so that the sender's own lock can keep
  /// messages in the order of its changes.
  func post(_ message: Message) {
    state.withLock { $0.waiting.append(message) }
  }

  /// Sets the receiver, once, and delivers what waits for it.
  func open(_ receive: @escaping @Sendable (Message) -> Void) {
    state.withLock { $0.receive = receive }
    deliver()
  }

  /// Delivers what was posted, unless another caller is doing that: it delivers these as well.
  func deliver() {
    let receive = state.withLock { state -> (@Sendable (Message) -> Void)? in
      guard !state.isDelivering, let receive = state.receive else { return nil }
      state.isDelivering = true
      return receive
    }
    guard let receive else { return }
    while let message = next() { receive(message) }
  }

  private func next() -> Message? {
    state.withLock { state in
      state.isDelivering = !state.waiting.isEmpty
      return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
    }
  }
}
