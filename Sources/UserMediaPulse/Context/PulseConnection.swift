import Dispatch
import Synchronization
import UserMediaCore

/// Shares a ``PulseContext`` between the driver and its sessions, and shuts it down after the last
/// of them.
final class PulseConnection: Sendable {
  let context: PulseContext
  let processors: SoundProcessors
  let watchers = Mutex(SourceWatchers())
  private let waiters: Mutex<Waiters>

  /// Tasks that wait for the server or a source to appear, and the watch for its socket.
  private struct Waiters {
    var continuations: [Int: AsyncStream<Void>.Continuation] = [:]
    var count = 0
    var watch: DirectoryWatch?
  }

  init(_ context: PulseContext) {
    self.context = context
    processors = SoundProcessors(context)
    waiters = Mutex(Waiters())
    context.locked {
      context.onEvent = { [weak self] event in self?.handle(event) }
    }
  }

  deinit {
    // On another thread, because shutting down waits for the context's thread. This may be that
    // thread, or one that holds something a callback waits for.
    DispatchQueue.global().async { [context] in context.shutDown() }
  }

  /// Handles an event. Called with the context's lock held; watchers and waiters are called once
  /// it's released.
  private func handle(_ event: ServerEvent) {
    switch event {
    case .sinkInput: Task { [processors] in await processors.routePlayback() }
    case .sourceAdded:
      context.afterUnlocking { [weak self] in
        self?.wakeWaiters()
        self?.notifyWatchers()
      }
    case .sourceState: Task { [processors] in await processors.reportDevices() }
    case .sourcesChanged:
      Task { [processors] in await processors.reportDevices() }
      context.afterUnlocking { [weak self] in self?.notifyWatchers() }
    case .connectionLost: context.afterUnlocking { [weak self] in self?.notifyWatchers() }
    }
  }

  private func wakeWaiters() {
    for continuation in waiters.withLock({ Array($0.continuations.values) }) {
      continuation.yield()
    }
  }
}

// MARK: - The server's return

extension PulseConnection {
  /// The delays before each attempt to connect once the server seems to be back. Several attempts
  /// are needed, because the socket exists before the server listens on it, and nothing announces
  /// that. A server that doesn't listen after all of them has failed.
  static let retryDelays: [Duration] = [0, 20, 80, 320, 1280].map(Duration.milliseconds)

  /// Repeats `attempt` whenever the server or a source appears, until it succeeds.
  /// - Returns: whether it succeeded before `deadline` and before the task was cancelled.
  func retry(
    until deadline: ContinuousClock.Instant, _ attempt: () async throws(CaptureError) -> Void
  ) async -> Bool {
    let (signs, continuation) = AsyncStream.makeStream(
      of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let number = await begin(continuation)
    defer { end(number) }
    let limit = Task {
      try? await Task.sleep(until: deadline, clock: .continuous)
      continuation.finish()
    }
    defer { limit.cancel() }
    // The server may have returned before the watch started.
    continuation.yield()
    for await _ in signs {
      for delay in Self.retryDelays {
        guard ContinuousClock.now + delay < deadline else { break }
        try? await Task.sleep(for: delay)
        if Task.isCancelled { return false }
        do throws(CaptureError) {
          try await attempt()
          return true
        } catch {
          // If the server is missing, try again soon; if the source is missing, wait for it to
          // appear.
          if error.kind == .notFound { break }
        }
      }
    }
    return false
  }

  private func begin(_ continuation: AsyncStream<Void>.Continuation) async -> Int {
    let path = context.locked { context.address }.flatMap(SocketWatch.path(ofAddress:))
    return waiters.withLock { waiters in
      waiters.count += 1
      waiters.continuations[waiters.count] = continuation
      if waiters.watch == nil, let path {
        waiters.watch = SocketWatch.start(path) { [weak self] in self?.wakeWaiters() }
      }
      return waiters.count
    }
  }

  private func end(_ number: Int) {
    let unused = waiters.withLock { waiters in
      waiters.continuations[number] = nil
      return waiters.continuations.isEmpty ? waiters.watch.take() : nil
    }
    unused?.cancel()
  }
}
