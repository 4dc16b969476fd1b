public import Dispatch
import Synchronization

/// Shows a stream's pictures (HTML, `video`): where old code puts its stream, and where frames are
/// taken from in the manner of a page.
///
/// It has the life of a page's element: metadata, playing and paused, sizes, the end. It puts
/// nothing on a screen and plays no sound; pictures come to ``requestVideoFrameCallback(_:)``.
public final class VideoElement: EventTarget {
  /// Where handlers, listeners and frame callbacks run.
  public let queue: DispatchQueue
  /// Who is told of the element's events.
  public let eventListeners = EventListeners<VideoElement>()
  let state = Mutex(State())

  struct State {
    var source: MediaStream?
    /// What old code assigned in the source's place.
    var src = ""
    var watch: EventListener<MediaStream>?
    /// Counts the assignments of a source; what comes of an earlier one is late.
    var load = 0
    /// Whether the source had a live track when it was looked at last.
    var isActive = false
    var shown: (track: MediaStreamTrack, subscription: FrameSubscription)?
    var isPaused = true
    var autoplay = false
    var hasEnded = false
    var readyState = ReadyState.haveNothing
    var width = 0
    var height = 0
    var pendingPlays: [Promise<Void>] = []
    var clock = PlayingTime()
    var callbacks: [(handle: Int, callback: FrameCallback)] = []
    var callbackCount = 0
    var presentedFrames = 0
  }

  /// How much of its source an element has (HTML, `readyState`).
  public enum ReadyState: Int, Hashable, Sendable {
    /// Nothing yet.
    case haveNothing = 0
    /// The first picture, or sound alone, and more to come.
    case haveEnoughData = 4
  }

  /// An element without a source, paused.
  /// - Parameter queue: a serial queue; by default one of the element's own.
  public init(queue: DispatchQueue = DispatchQueue(label: "UserMedia.video")) {
    self.queue = queue
  }

  deinit {
    let (source, watch, promises) = state.withLock { ($0.source, $0.watch, $0.pendingPlays) }
    if let source, let watch { source.unwatch(watch) }
    for promise in promises {
      promise.settle(.failure(DOMException(.aborted, "the element is gone")))
    }
  }

  /// The stream that is shown; another one takes its place at once. `nil` shows nothing.
  public var srcObject: MediaStream? {
    get { state.withLock { $0.source } }
    set { load(newValue) }
  }

  /// Whether a source starts playing by itself, and again after an end.
  public var autoplay: Bool {
    get { state.withLock { $0.autoplay } }
    set {
      state.withLock { $0.autoplay = newValue }
      queue.async { [weak self] in self?.playIfWished() }
    }
  }

  /// Pixels across of the picture that is shown; 0 before the first.
  public var videoWidth: Int { state.withLock { $0.width } }

  /// Pixels down of the picture that is shown; 0 before the first.
  public var videoHeight: Int { state.withLock { $0.height } }

  /// Seconds of the source that were played; stands still while paused. A stream cannot be sought.
  public var currentTime: Double { state.withLock { $0.clock.seconds } }

  /// Endless while the source lasts, then ``currentTime``; not a number without a source.
  public var duration: Double {
    state.withLock { state in
      if state.readyState == .haveNothing { return .nan }
      return state.hasEnded ? state.clock.seconds : .infinity
    }
  }

  /// Whether it does not play.
  public var paused: Bool { state.withLock { $0.isPaused } }

  /// Whether the source came to its end: no track of it is live.
  public var ended: Bool { state.withLock { $0.hasEnded } }

  /// How much of the source is there.
  public var readyState: ReadyState { state.withLock { $0.readyState } }
}

/// The time during which an element played.
struct PlayingTime: Sendable {
  private var before = Duration.zero
  private var since: SuspendingClock.Instant?
  private var lastDue = Duration.zero

  /// Whether it counts now.
  var isRunning: Bool { since != nil }

  /// Starts counting, or stops.
  mutating func run(_ isRunning: Bool) {
    if let since { before += SuspendingClock.now - since }
    since = isRunning ? .now : nil
  }

  private var elapsed: Duration { before + (since.map { .now - $0 } ?? .zero) }

  /// What was counted.
  var seconds: Double { elapsed / .seconds(1) }

  /// Whether it counts, and a quarter of a second went by since this was true last.
  var isDue: Bool {
    mutating get {
      guard isRunning, elapsed - lastDue >= .milliseconds(250) else { return false }
      lastDue = elapsed
      return true
    }
  }
}
