import Synchronization
import UserMediaCore

// Recovery from the loss of the server, the processor, or the audio.

extension PulseMicrophoneSession {
  /// How many streams may be lost within a minute; after more, the server counts as broken.
  private static let lossesPerMinute = 20
  /// How many timeouts a server may go without answering.
  private static let maximumTimeouts = 10

  /// Starts a new stream if the server is back in time. Called with the context's lock held.
  func lost(
    _ stream: RecordStream, isServer: Bool, _ error: CaptureError,
    _ configuration: AudioConfiguration, turn: Int
  ) {
    let resumesAt = stream.delivery.earliestTimestamp
    let now = ContinuousClock.now
    typealias Current = (sink: QueuedSink?, run: Run, canRestart: Bool, follows: Bool)
    let current = state.withLock { state -> Current? in
      guard state.turn == turn, let run = state.run, run.stream === stream else { return nil }
      state.losses.removeAll { $0 < now - .seconds(60) }
      state.losses.append(now)
      return (
        state.queue, run, state.losses.count <= Self.lossesPerMinute,
        configuration.mayMove && state.isDefault
      )
    }
    guard let current else { return }
    inBackground(turn: turn) { [weak self, connection, device, grace] in
      let deadline = ContinuousClock.now + grace
      if !isServer, let processor = current.run.processor {
        await connection.processors.discard(processor)
      }
      await self?.giveUp(current.run)
      // The processor failed because its device was removed, or only the loudspeaker.
      let isGone = isServer ? false : await connection.context.isSourceMissing(named: device)
      let isBack =
        isGone && !current.follows || !current.canRestart
        ? false
        : await connection.retry(until: deadline) { () throws(CaptureError) in
          guard let self else { throw error }
          if isGone {
            // PipeWire chooses the new default a moment later.
            try await self.followDefault(configuration, turn: turn, resumesAt: resumesAt)
          } else {
            _ = try await self.begin(configuration, turn: turn, resumesAt: resumesAt)
          }
        }
      if !isBack { self?.reportLoss(error, turn: turn) }
    }
    if !stream.isMuted { current.sink?.captureMuted(true) }
  }

  /// Handles a change of the device behind the processor.
  func deviceChanged(
    _ update: SoundProcessors.DeviceUpdate, _ configuration: AudioConfiguration, turn: Int
  ) {
    let (run, follows, isDefault) = state.withLock { state in
      (
        state.turn == turn ? state.run : nil, configuration.mayMove && state.isDefault,
        state.device == update.defaultSource
      )
    }
    guard let run else { return }
    var state = update.state
    if case .gone = state {
      state = .gone(canFollow: follows)
    } else if state != .unprocessed, follows, !isDefault {
      defaultChanged(run, configuration, turn: turn)
    }
    connection.context.locked { run.stream.deviceChanged(state) }
  }

  func reportLoss(_ error: CaptureError, turn: Int) {
    let sink = state.withLock { $0.turn == turn ? $0.queue : nil }
    connection.context.locked { sink?.captureEnded(error) }
  }

  /// Finds out why no audio arrives, and handles it. Called with the context's lock held.
  func silent(_ stream: RecordStream, turn: Int) {
    if stream.delivery.nextFrame > 0 { state.withLock { $0.isRestarted = false } }
    inBackground(turn: turn) { [weak self] in await self?.endSilence(of: stream) }
  }

  /// Gives up a server that doesn't answer for a while. If it answers and the source isn't
  /// suspended, tries one more stream, because this one may be broken; if that stays silent too,
  /// the source has no audio to deliver.
  private func endSilence(of stream: RecordStream) async {
    let context = connection.context
    let deadline = ContinuousClock.now + context.timeout * Self.maximumTimeouts
    while context.locked({ stream.isStillSilent }), !Task.isCancelled {
      do throws(CaptureError) {
        if try await context.source(named: stream.currentSource(in: context)).isSuspended { return }
        break
      } catch {
        if error.kind == .notFound { break }
        guard ContinuousClock.now < deadline else { return context.giveUp(error) }
        try? await Task.sleep(for: context.timeout / 10)
      }
    }
    // A server that resumes sends what it has buffered.
    try? await Task.sleep(for: context.timeout)
    context.locked {
      guard stream.isStillSilent, !Task.isCancelled else { return }
      let isFirst = state.withLock { state in
        defer { state.isRestarted = true }
        return !state.isRestarted
      }
      if isFirst { stream.giveUp("no sound comes from the sound server") }
    }
  }
}
