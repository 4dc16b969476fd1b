public import Dispatch
import Synchronization
public import UserMediaCore
import UserMediaRecording

/// Records a stream (MediaStream Recording, `MediaRecorder`).
///
/// ``start(timeslice:)`` delivers data to the program, ``record(to:)`` writes a file. A recorder
/// keeps itself alive while it records. Needs the package trait `Recording`.
///
///     let recorder = try MediaRecorder(stream)
///     try recorder.record(to: "talk.webm")
///     try await Task.sleep(for: .seconds(5))
///     try await recorder.finish()
///
/// Muted and disabled tracks are recorded as black and silence. Pictures of another size than the
/// first one's are fitted into it. A track that ends leaves the others; the recorder stops with the
/// last one. Adding or removing a track stops it with an `InvalidModificationError`.
public final class MediaRecorder: EventTarget {
  /// The detail of a recorder's event.
  public typealias EventDetail = MediaRecorderEventDetail

  /// The stream that is recorded.
  public let stream: MediaStream
  /// The queue of the recorder's handlers and listeners: the stream's.
  public let queue: DispatchQueue
  /// The listeners for the recorder's events.
  public let eventListeners = EventListeners<MediaRecorder>()
  private let options: MediaRecorderOptions
  private let requestedType: RecordingType
  /// The bytes that may wait for the output before pictures are dropped.
  let backlogLimit = Atomic(16 << 20)
  private let values: Mutex<Values>

  private struct Values {
    var state = RecordingState.inactive
    var mimeType: String
    var videoBitsPerSecond: Int
    var audioBitsPerSecond: Int
    var session: RecordingSession?
    /// What a recording to memory has written.
    var memory: MemoryOutput?
    /// The time between two `dataavailable` events in microseconds.
    var timeslice: Int64?
    /// Delivers data every timeslice.
    var timer: RepeatingTimer?
    /// The position in the recording up to which data was delivered, in microseconds.
    var delivered: Int64 = 0
    var listener: EventListener<MediaStream>?
    /// The counts of the last recording.
    var lastStats = RecordingStats()
    var failure: DOMException?
    var waiters: [CheckedContinuation<DOMException?, Never>] = []
    /// Whether the output of the last recording is not yet complete.
    var isFinishing = false
  }

  /// Creates a recorder that is inactive.
  /// - Throws: `NotSupportedError` if the media type cannot be recorded, and in a build without the
  ///   package trait `Recording`.
  public init(
    _ stream: MediaStream, _ options: MediaRecorderOptions = MediaRecorderOptions()
  ) throws(DOMException) {
    #if !Recording
    throw DOMException(
      .notSupported, "MediaRecorder needs a build with the package trait \"Recording\"")
    #else
    guard let type = RecordingType(options.mimeType) else {
      throw DOMException(.notSupported, "\(options.mimeType) cannot be recorded")
    }
    self.stream = stream
    self.options = options
    queue = stream.queue
    requestedType = type
    let plan = try? RecordingPlan(stream.getTracks(), type: type, options)
    values = Mutex(
      Values(
        mimeType: options.mimeType, videoBitsPerSecond: plan?.usualVideoBitsPerSecond ?? 0,
        audioBitsPerSecond: plan?.usualAudioBitsPerSecond ?? 0))
    #endif
  }

  /// Whether a media type can be recorded. An empty one lets the recorder choose.
  public static func isTypeSupported(_ type: String) -> Bool {
    #if Recording
    RecordingType(type) != nil
    #else
    false
    #endif
  }

  /// What the recorder is doing.
  public var state: RecordingState { values.withLock { $0.state } }
  /// The media type: the requested one until the recorder starts, then the complete one.
  public var mimeType: String { values.withLock { $0.mimeType } }
  /// The target for video in bits per second.
  public var videoBitsPerSecond: Int { values.withLock { $0.videoBitsPerSecond } }
  /// The target for audio in bits per second.
  public var audioBitsPerSecond: Int { values.withLock { $0.audioBitsPerSecond } }
  /// Whether the bit rate of audio follows the content.
  public var audioBitrateMode: BitrateMode { options.audioBitrateMode }

  /// Counts of the current recording, or of the last one.
  public var stats: RecordingStats {
    let (session, last) = values.withLock { ($0.session, $0.lastStats) }
    return session?.stats ?? last
  }

  /// Starts recording to memory: `dataavailable` delivers the data when the recorder stops, at
  /// ``requestData()``, and every `timeslice` milliseconds.
  ///
  /// Data delivered as a whole has its duration and an index; pieces have not.
  /// - Throws: `InvalidStateError` unless the recorder is inactive; `NotSupportedError` if the stream
  ///   is inactive or the media type has no place for a track.
  public func start(timeslice: Int? = nil) throws(DOMException) {
    let memory = MemoryOutput()
    try begin(memory)
    guard let timeslice else { return }
    let timer = RepeatingTimer(milliseconds: timeslice, queue: queue) { [weak self] in
      guard let self, state == .recording else { return }
      deliver(memory)
    }
    values.withLock { $0.timer = timer }
  }

  /// Starts recording to a file, in memory that does not grow. There is no `dataavailable`.
  ///
  /// The file can be played up to its last second even if the program is killed. The media type
  /// follows from the file's name (`.webm`, `.mkv`), unless the options have one. `-` is standard
  /// output.
  /// - Throws: like ``start(timeslice:)``; what opening the file throws.
  public func record(to path: String) throws(DOMException) {
    guard state == .inactive else { throw Self.isActive }
    var type = requestedType
    if options.mimeType.isEmpty, path != "-" {
      guard let named = RecordingType(path: path) else {
        throw DOMException(.notSupported, "the name of \(path) says no type that can be recorded")
      }
      type = named
    }
    // Before the file is created.
    _ = try plan(type)
    try begin(try FileOutput(path: path), type: type)
  }

  /// Stops recording. The rest of the data is delivered, then `stop` is fired. No effect on an
  /// inactive recorder.
  public func stop() { end(because: nil) }

  /// Stops recording, and waits until all data is delivered, or the file complete.
  /// - Throws: what made the recording fail.
  public func finish() async throws(DOMException) {
    stop()
    let failure = await withCheckedContinuation { continuation in
      let failure = values.withLock { values -> DOMException?? in
        if values.isFinishing {
          values.waiters.append(continuation)
          return nil
        }
        return .some(values.failure)
      }
      if let failure { continuation.resume(returning: failure) }
    }
    if let failure { throw failure }
  }

  /// Pauses the recording: what is captured meanwhile is left out, and leaves no gap.
  /// - Throws: `InvalidStateError` if the recorder is inactive.
  public func pause() throws(DOMException) {
    let session = try change(to: .paused)
    session?.clock.pause()
    if session != nil { fire(.pause) }
  }

  /// Resumes a paused recording.
  /// - Throws: `InvalidStateError` if the recorder is inactive.
  public func resume() throws(DOMException) {
    let session = try change(to: .recording)
    session?.clock.resume()
    if session != nil { fire(.resume) }
  }

  /// Delivers the data recorded so far; none if the recorder writes a file.
  /// - Throws: `InvalidStateError` if the recorder is inactive.
  public func requestData() throws(DOMException) {
    let (state, memory) = values.withLock { ($0.state, $0.memory) }
    guard state != .inactive else { throw Self.isInactive }
    if let memory { deliver(memory) }
  }

  private static var isInactive: DOMException {
    DOMException(.invalidState, "the recorder is inactive")
  }

  private static var isActive: DOMException {
    DOMException(.invalidState, "the recorder has started")
  }

  /// - Returns: the session, if the state is another than before.
  private func change(to state: RecordingState) throws(DOMException) -> RecordingSession? {
    let (old, session) = values.withLock { values in
      let old = values.state
      if old != .inactive { values.state = state }
      return (old, values.session)
    }
    guard old != .inactive else { throw Self.isInactive }
    return old == state ? nil : session
  }

  private func fire(
    _ type: EventType<MediaRecorder>, _ detail: MediaRecorderEventDetail = .init()
  ) {
    dispatchEvent(MediaEvent(type, target: self, detail: detail))
  }
}

extension MediaRecorder {
  private func plan(_ type: RecordingType) throws(DOMException) -> RecordingPlan {
    guard stream.active else {
      throw DOMException(.notSupported, "the stream has no live track")
    }
    var plan = try RecordingPlan(
      stream.getTracks().filter { $0.readyState == .live }, type: type, options)
    plan.backlogLimit = backlogLimit.load(ordering: .relaxed)
    return plan
  }

  private func begin(
    _ output: any ContainerOutput, type: RecordingType? = nil
  ) throws(DOMException) {
    let isFree = values.withLock { values in
      guard values.state == .inactive, !values.isFinishing else { return false }
      values.state = .recording
      return true
    }
    guard isFree else { throw Self.isActive }
    do throws(DOMException) {
      let plan = try plan(type ?? requestedType)
      let session = try RecordingSession(
        plan, to: output, ended: { self.end(because: nil) },
        overloaded: { dropped in
          self.fire(.overload, MediaRecorderEventDetail(droppedVideoFrames: dropped))
        },
        failed: { self.end(because: $0) })
      let listener = EventListener<MediaStream> { [weak self] event in
        self?.streamChanged(event, plan.tracks)
      }
      stream.watch(listener)
      values.withLock { values in
        values.session = session
        values.memory = output as? MemoryOutput
        values.mimeType = plan.type.mimeType
        values.videoBitsPerSecond = plan.usualVideoBitsPerSecond
        values.audioBitsPerSecond = plan.usualAudioBitsPerSecond
        values.delivered = 0
        values.failure = nil
        values.listener = listener
      }
      fire(.start)
    } catch {
      values.withLock { $0.state = .inactive }
      throw error
    }
  }

  /// MediaStream Recording, 2.3: a changed set of tracks ends the recording.
  private func streamChanged(_ event: MediaEvent<MediaStream>, _ tracks: [MediaStreamTrack]) {
    guard event.type != .inactive else { return end(because: nil) }
    let now = stream.getTracks()
    let isSame =
      tracks.allSatisfy { track in now.contains { $0 === track } }
      && now.allSatisfy { track in
        track.readyState == .ended || tracks.contains { $0 === track }
      }
    guard !isSame else { return }
    end(
      because: DOMException(
        name: "InvalidModificationError", message: "the stream's tracks have changed"))
  }

  /// Hands out what was recorded since the last time.
  private func deliver(_ memory: MemoryOutput) {
    let session = values.withLock { $0.session }
    session?.flush { position in self.fireData(memory, upTo: position) }
  }

  private func fireData(_ memory: MemoryOutput, upTo position: Int64) {
    let (type, start) = values.withLock { values in
      defer { values.delivered = position }
      return (values.mimeType, values.delivered)
    }
    fire(
      .dataavailable,
      MediaRecorderEventDetail(
        data: Blob(bytes: memory.take(), type: type), timecode: Double(start) / 1000))
  }

  private func end(because error: DOMException?) {
    let (session, memory, listener, timer) = values.withLock { values in
      defer {
        values.state = .inactive
        (values.listener, values.timer) = (nil, nil)
      }
      guard values.state != .inactive else {
        return (nil, nil, nil, nil)
          as (RecordingSession?, MemoryOutput?, EventListener<MediaStream>?, RepeatingTimer?)
      }
      values.isFinishing = true
      return (values.session, values.memory, values.listener, values.timer)
    }
    guard let session else { return }
    timer?.cancel()
    if let listener { stream.unwatch(listener) }
    if let error { fire(.error, MediaRecorderEventDetail(error: error)) }
    session.finish { failure in self.finished(session, memory, error, failure) }
  }

  private func finished(
    _ session: RecordingSession, _ memory: MemoryOutput?, _ error: DOMException?,
    _ failure: DOMException?
  ) {
    // A failure while the end is written comes too late for end(because:).
    if let failure, error == nil { fire(.error, MediaRecorderEventDetail(error: failure)) }
    if let memory { fireData(memory, upTo: session.stats.duration) }
    let waiters = values.withLock { values in
      values.lastStats = session.stats
      values.failure = error ?? failure
      values.isFinishing = false
      (values.session, values.memory) = (nil, nil)
      defer { values.waiters = [] }
      return values.waiters
    }
    fire(.stop)
    // After the event.
    queue.async {
      for waiter in waiters { waiter.resume(returning: error ?? failure) }
    }
  }
}
