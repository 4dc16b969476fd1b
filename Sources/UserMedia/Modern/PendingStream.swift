import Synchronization

/// A pending request. The first callback or cancellation settles it, once.
final class PendingStream: Sendable {
  typealias Answer = Result<MediaStream, any Error>

  private struct State {
    var waiter: (@Sendable (Answer) -> Void)?
    var early: Answer?
    var isSettled = false
    var isCancelled = false
    var cancelRequest: EntryPoint.CancelRequest?
  }

  private let state = Mutex(State())

  /// Sets the receiver of the answer, and calls it immediately if the answer is already there.
  func wait(_ waiter: @escaping @Sendable (Answer) -> Void) {
    let early: Answer? = state.withLock { state in
      if state.early == nil { state.waiter = waiter }
      return state.early.take()
    }
    if let early { waiter(early) }
  }

  /// Sets how to cancel the request, and cancels it immediately if that was already asked for.
  func onCancel(_ cancelRequest: @escaping EntryPoint.CancelRequest) {
    let isCancelled = state.withLock { state in
      if !state.isSettled { state.cancelRequest = cancelRequest }
      return state.isCancelled
    }
    if isCancelled { cancelRequest() }
  }

  /// Settles the request. A stream that arrives too late is stopped, which releases its devices.
  func settle(_ answer: Answer) {
    typealias Waiter = @Sendable (Answer) -> Void
    // The function that cancels the request is released after the lock.
    let (isFirst, waiter, _) = state.withLock {
      state -> (Bool, Waiter?, EntryPoint.CancelRequest?) in
      guard !state.isSettled else { return (false, nil, nil) }
      state.isSettled = true
      if state.waiter == nil { state.early = answer }
      return (true, state.waiter.take(), state.cancelRequest.take())
    }
    waiter?(answer)
    if !isFirst, case .success(let stream) = answer {
      for track in stream.getTracks() { track.stop() }
    }
  }

  /// Cancels the request and answers with `CancellationError`.
  func cancel() {
    let cancelRequest = state.withLock { state in
      state.isCancelled = true
      return state.cancelRequest.take()
    }
    cancelRequest?()
    settle(.failure(CancellationError()))
  }
}
