import Synchronization

/// Delivers messages to a receiver one at a time, in the order they were posted, without holding a
/// lock. The first caller to find it idle delivers whatever is pending.
///
/// Messages posted before there is a receiver are kept for it.
final class Mailbox<Message: Sendable>: Sendable {
  private struct State {
    var waiting: [Message] = []
    var receive: (@Sendable (Message) -> Void)?
    var isDelivering = false
  }

  private let state = Mutex(State())

  /// Adds a message for the next ``deliver()``. Calls no other code, so a sender may post under its
  /// own lock to keep messages in the order of its changes.
  func post(_ message: Message) {
    state.withLock { $0.waiting.append(message) }
  }

  /// Sets the receiver, once, and delivers pending messages.
  func open(_ receive: @escaping @Sendable (Message) -> Void) {
    state.withLock { $0.receive = receive }
    deliver()
  }

  /// Delivers the posted messages. If another caller is already delivering, it delivers these as
  /// well.
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
