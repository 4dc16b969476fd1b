import Dispatch
import Synchronization
import UserMediaCore
import UserMediaRecording

/// One recording of a ``MediaRecorder``, from start to stop.
final class RecordingSession: Sendable {
  /// How often feeds look after muted and ended tracks.
  private static let tickMilliseconds = 250

  let clock = RecordingClock()
  private let feeds: [any TrackFeed]
  private let writer: RecordingWriter
  private let output: CountingOutput
  private let timer: RepeatingTimer
  private let hasFinished = Mutex(false)

  /// Starts recording.
  /// - Parameters:
  ///   - ended: called if all tracks have ended.
  ///   - overloaded: called with the number of dropped pictures when it has grown, at most once a
  ///     second.
  ///   - failed: called if encoding or writing fails.
  init(
    _ plan: RecordingPlan, to output: any ContainerOutput,
    ended: @escaping @Sendable () -> Void, overloaded: @escaping @Sendable (Int) -> Void,
    failed: @escaping @Sendable (DOMException) -> Void
  ) throws(DOMException) {
    let output = CountingOutput(output)
    let writer = RecordingWriter(
      trackCount: plan.tracks.count,
      makeMuxer: { tracks in plan.type.makeMuxer(tracks, to: output) }, failed: failed)
    var feeds: [any TrackFeed] = []
    var starts: [() -> Void] = []
    for (index, track) in plan.tracks.enumerated() {
      let context = FeedContext(
        track: track, index: index, clock: clock, writer: writer, failed: failed)
      switch track.kind {
      case .audio:
        let feed = try SoundFeed(context, plan.audioConfig(track))
        feeds.append(feed)
        starts.append(feed.start)
      case .video:
        let feed = PictureFeed(
          context, plan.videoConfig(track), keyFrameInterval: plan.keyFrameInterval,
          backlogLimit: plan.backlogLimit)
        feeds.append(feed)
        starts.append(feed.start)
      }
    }
    self.feeds = feeds
    self.writer = writer
    self.output = output
    for start in starts { start() }
    let (all, tracks) = (feeds, plan.tracks)
    // The last count that was reported, and the ticks since.
    let reported = SharedCount()
    timer = RepeatingTimer(
      milliseconds: Self.tickMilliseconds, queue: DispatchQueue(label: "UserMedia.recording")
    ) {
      for feed in all { feed.tick() }
      let dropped = all.reduce(0) { $0 + $1.dropped }
      let isNews = reported.value.withLock { reported in
        reported.ticks += 1
        guard dropped > reported.dropped, reported.ticks >= 4 else { return false }
        reported = (dropped, 0)
        return true
      }
      if isNews { overloaded(dropped) }
      if tracks.allSatisfy({ $0.readyState == .ended }) { ended() }
    }
  }

  var stats: RecordingStats {
    RecordingStats(
      duration: clock.now, byteCount: output.byteCount,
      encodedVideoFrames: feeds.reduce(0) { $0 + $1.encoded },
      droppedVideoFrames: feeds.reduce(0) { $0 + $1.dropped })
  }

  /// Hands out the data so far; only of a recording to memory.
  func flush(_ body: @escaping @Sendable (Int64) -> Void) { writer.flush(body) }

  /// Ends the recording; `body` is called on the writer's queue when the output is complete.
  func finish(_ body: @escaping @Sendable (DOMException?) -> Void) {
    let isFirst = hasFinished.withLock { hasFinished in
      defer { hasFinished = true }
      return !hasFinished
    }
    guard isFirst else { return }
    clock.pause()
    timer.cancel()
    let ending = DispatchGroup()
    for feed in feeds { feed.finish(ending) }
    ending.notify(queue: .global()) { [writer, output] in
      writer.finish { failure in
        do throws(DOMException) {
          try output.close()
          body(failure)
        } catch {
          body(failure ?? error)
        }
      }
    }
  }
}

/// Counts what is written.
private final class CountingOutput: ContainerOutput {
  private let output: any ContainerOutput
  private let count = Atomic(0)

  init(_ output: any ContainerOutput) { self.output = output }

  var byteCount: Int { count.load(ordering: .relaxed) }
  var canPatch: Bool { output.canPatch }

  func append(_ bytes: UnsafeRawBufferPointer) throws(DOMException) {
    try output.append(bytes)
    count.add(bytes.count, ordering: .relaxed)
  }

  func patch(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(DOMException) {
    try output.patch(bytes, at: offset)
  }

  func close() throws(DOMException) { try output.close() }
}

/// What the timer remembers from tick to tick.
private final class SharedCount: Sendable {
  let value = Mutex((dropped: 0, ticks: 0))
}
