import Synchronization

/// A request that waits for its answer: settled once, by a callback or a cancellation, whichever
/// comes first.
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

  /// Sets who gets the answer; at once when it is there already.
  func wait(_ waiter: @escaping @Sendable (Answer) -> Void) {
    let early: Answer? = state.withLock { state in
      if state.early == nil { state.waiter = waiter }
      return state.early.take()
    }
    if let early { waiter(early) }
  }

  /// Sets how the request is given up; does so when that was wanted already.
  func onCancel(_ cancelRequest: @escaping EntryPoint.CancelRequest) {
    let isCancelled = state.withLock { state in
      if !state.isSettled { state.cancelRequest = cancelRequest }
      return state.isCancelled
    }
    if isCancelled { cancelRequest() }
  }

  /// Answers. A stream that comes too late is stopped, so that its devices are free again.
  func settle(_ answer: Answer) {
    let (isFirst, waiter) = state.withLock { state -> (Bool, (@Sendable (Answer) -> Void)?) in
      guard !state.isSettled else { return (false, nil) }
      state.isSettled = true
      state.cancelRequest = nil
      if state.waiter == nil { state.early = answer }
      return (true, state.waiter.take())
    }
    waiter?(answer)
    if !isFirst, case .success(let stream) = answer {
      for track in stream.getTracks() { track.stop() }
    }
  }

  /// Gives the request up and answers with `CancellationError`.
  func cancel() {
    let cancelRequest = state.withLock { state in
      state.isCancelled = true
      return state.cancelRequest.take()
    }
    cancelRequest?()
    settle(.failure(CancellationError()))
  }
}
