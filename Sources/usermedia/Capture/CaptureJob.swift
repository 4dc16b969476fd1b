import Dispatch
import Synchronization
import UserMedia

/// One capture, in any style: receives frames and audio, writes them, and detects when the goal is
/// reached.
final class CaptureJob: Sendable {
  let goal: CaptureGoal
  /// Fulfilled when the goal is reached; rejected when a file cannot be written or a device fails.
  let finished: Promise<Void>
  private let started = ContinuousClock.now
  private let outputs: CaptureOutputs
  private let progress: CaptureProgress?
  private let state = Mutex(State())
  private let resolve: @Sendable (()) -> Void
  private let reject: @Sendable (any Error) -> Void

  private struct State {
    var record = CaptureRecord()
    /// The kinds of tracks that have not reached the goal yet.
    var missing: [MediaStreamTrack.Kind] = []
    var subscriptions: [FrameSubscription] = []
    var isOver = false
  }

  init(goal: CaptureGoal, outputs: CaptureOutputs, showsProgress: Bool) {
    self.goal = goal
    self.outputs = outputs
    progress = showsProgress ? CaptureProgress() : nil
    (finished, resolve, reject) = Promise<Void>.withResolvers()
  }

  /// Whether handling a frame can take long.
  var writesFrames: Bool { outputs.writesFrames }

  /// Whether handling audio can take long.
  var writesSound: Bool { outputs.writesSound }

  /// The buffering of frames: everything that is to be written, as far as memory allows.
  var videoBuffering: FrameBuffering {
    writesFrames ? .lossless(upToByteCount: 512 << 20) : .newest(8)
  }

  /// The same for audio.
  var audioBuffering: FrameBuffering { .lossless(upToByteCount: 64 << 20) }

  /// What has happened so far.
  var record: CaptureRecord { state.withLock { $0.record } }

  /// Starts the capture of a stream.
  func begin(_ stream: MediaStream) {
    let now = ContinuousClock.now
    do {
      try goal.check(stream)
      try outputs.begin(stream)
    } catch {
      return end(with: .failure(error))
    }
    state.withLock { state in
      state.record.stream = stream
      state.record.timeToStream = now - started
      state.missing = stream.getTracks().map(\.kind)
      // If only pictures are counted, only video decides.
      if goal.seconds == nil && state.missing.contains(.video) { state.missing = [.video] }
    }
    for track in stream.getTracks() {
      // Weak, because the record holds the tracks.
      track.onended = { [weak self] event in self?.end(with: event.target) }
      // The capture waits for as long as the track is muted.
      track.onmute = { event in
        let missing = event.target.kind == .video ? "pictures" : "sound"
        writeDiagnosticLine("\(event.target.label): muted: no \(missing) at the moment")
      }
      track.onunmute = { event in writeDiagnosticLine("\(event.target.label): no longer muted") }
    }
    Interruption.onInterrupt { [weak self] in self?.end(with: .success(())) }
    progress?.start { [weak self] in self?.record.progress ?? "" }
    // A device can disappear between the grant and here.
    for track in stream.getTracks() where track.readyState == .ended { end(with: track) }
  }

  /// Ends the capture because a device has ended a track.
  private func end(with track: MediaStreamTrack) {
    end(with: track.endedCause.map { .failure($0.domException) } ?? .success(()))
  }

  /// Keeps a subscription for the duration of the capture.
  func keep(_ subscription: FrameSubscription) {
    let isOver = state.withLock { state in
      if !state.isOver { state.subscriptions.append(subscription) }
      return state.isOver
    }
    if isOver { subscription.cancel() }
  }

  /// Handles a picture.
  func take(_ frame: VideoFrame) {
    perform {
      try state.withLock { state in
        guard !state.isOver else { return }
        if state.record.frames == 0 { state.record.timeToFirstFrame = .now - started }
        guard try written(frame) else {
          state.record.undecodable += 1
          return
        }
        state.record.take(frame)
        let isEnough =
          goal.frames.map { state.record.frames >= $0 } ?? false
          || goal.seconds.map { state.record.videoSeconds >= $0 } ?? false
        if isEnough { state.missing.removeAll { $0 == .video } }
      }
    }
  }

  /// Writes a picture; returns `false` if it cannot be decoded, which only loses that picture.
  ///
  /// The stream drops such pictures once it knows that the program decodes them.
  private func written(_ frame: VideoFrame) throws -> Bool {
    do {
      // The photo is the last picture, and any picture may be the last.
      if outputs.writesPhoto && frame.pixelFormat.isJPEG { _ = try frame.converted(to: .i420) }
      try outputs.write(frame)
      return true
    } catch let error as DOMException where error.name == "EncodingError" {
      return false
    }
  }

  /// Handles audio, up to the goal.
  func take(_ data: AudioData) {
    perform {
      try state.withLock { state in
        guard !state.isOver, state.missing.contains(.audio) || goal.seconds == nil else { return }
        let wanted = goal.samples(at: data.sampleRate).map { $0 - state.record.samples }
        let count = min(data.numberOfFrames, wanted ?? data.numberOfFrames)
        state.record.take(data, count)
        try outputs.write(data, count)
        if let wanted, count == wanted { state.missing.removeAll { $0 == .audio } }
      }
    }
  }

  /// Counts data that arrived faster than it was handled.
  func lose(_ count: Int) {
    state.withLock { $0.record.lost += count }
  }

  /// Does some work, and ends the capture if it failed or reached the goal.
  private func perform(_ work: () throws -> Void) {
    do {
      try work()
      if state.withLock({ !$0.isOver && $0.missing.isEmpty }) { end(with: .success(())) }
    } catch {
      end(with: .failure(error))
    }
  }

  /// Calls `handler` when the capture has ended.
  func onFinish(_ handler: @escaping @Sendable (Result<Void, any Error>) -> Void) {
    finished.then({ handler(.success(())) }, { handler(.failure($0)) })
  }

  /// Ends the capture, once: cancels subscriptions, finishes the files, settles ``finished``.
  func end(with result: Result<Void, any Error>) {
    let (isFirst, subscriptions, frame) = state.withLock { state in
      defer {
        state.isOver = true
        state.subscriptions = []
      }
      return (!state.isOver, state.subscriptions, state.record.lastFrame)
    }
    guard isFirst else { return }
    for subscription in subscriptions {
      lose(subscription.dropped)
      subscription.cancel()
    }
    progress?.stop()
    // Finish the files in any case, so that nothing captured is lost.
    let finishing = Result { try outputs.finish(photo: frame) }
    switch (result, finishing) {
    case (.failure(let error), _), (_, .failure(let error)): reject(error)
    case (.success, .success): resolve(())
    }
  }
}
