import Dispatch
import Synchronization
public import UserMedia

/// Calls `callback` once, on the navigator's queue, after a number of milliseconds (HTML, `setTimeout`).
/// - Returns: a handle for ``clearTimeout(_:)``.
@available(*, deprecated, message: "use Task.sleep(for:), or asyncAfter(deadline:) of a queue")
@discardableResult
public func setTimeout(
  _ callback: @escaping @Sendable () -> Void, _ milliseconds: Int = 0,
  of navigator: Navigator = UserMedia.navigator
) -> Int {
  timers.start(callback, milliseconds, repeats: false, on: navigator.callbackQueue)
}

/// Calls `callback` on the navigator's queue every number of milliseconds (HTML, `setInterval`).
/// - Returns: a handle for ``clearInterval(_:)``.
@available(*, deprecated, message: "use a loop with Task.sleep(for:)")
@discardableResult
public func setInterval(
  _ callback: @escaping @Sendable () -> Void, _ milliseconds: Int,
  of navigator: Navigator = UserMedia.navigator
) -> Int {
  timers.start(callback, milliseconds, repeats: true, on: navigator.callbackQueue)
}

/// Cancels a callback of ``setTimeout(_:_:of:)``. Does nothing if it has been called.
@available(*, deprecated, message: "cancel the task that sleeps")
public func clearTimeout(_ handle: Int) { timers.cancel(handle) }

/// Cancels the calls of ``setInterval(_:_:of:)``.
@available(*, deprecated, message: "cancel the task that sleeps")
public func clearInterval(_ handle: Int) { timers.cancel(handle) }

private let timers = Timers()

/// The timers that are running.
private final class Timers: Sendable {
  private struct State {
    var timers: [Int: Timer] = [:]
    var count = 0
  }

  /// Unchecked, because a dispatch source is thread-safe but not declared Sendable.
  private struct Timer: @unchecked Sendable {
    let source: any DispatchSourceTimer
  }

  private let state = Mutex(State())

  func start(
    _ callback: @escaping @Sendable () -> Void, _ milliseconds: Int, repeats: Bool,
    on queue: DispatchQueue
  ) -> Int {
    let source = DispatchSource.makeTimerSource(queue: queue)
    // No interval is shorter than HTML's minimum.
    let interval = DispatchTimeInterval.milliseconds(max(milliseconds, repeats ? 4 : 0))
    source.schedule(deadline: .now() + interval, repeating: repeats ? interval : .never)
    let timer = Timer(source: source)
    let handle = state.withLock { state in
      state.count += 1
      state.timers[state.count] = timer
      return state.count
    }
    source.setEventHandler { [self] in
      if !repeats { cancel(handle) }
      queue.performTurn(callback)
    }
    source.activate()
    return handle
  }

  func cancel(_ handle: Int) {
    state.withLock { $0.timers.removeValue(forKey: handle) }?.source.cancel()
  }
}
