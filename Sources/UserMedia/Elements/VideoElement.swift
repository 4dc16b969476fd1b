public import Dispatch
import Synchronization

/// Plays a stream's video (HTML, `video`), for code written like a web page.
///
/// It has the lifecycle of a page's element: metadata, playing and paused, sizes, the end. It
/// displays nothing and plays no sound; pictures go to ``requestVideoFrameCallback(_:)``.
public final class VideoElement: EventTarget {
  /// Where handlers, listeners and frame callbacks run. One that is slow delays the others; pictures
  /// that arrive meanwhile are dropped, except the newest.
  public let queue: DispatchQueue
  /// The listeners for the element's events.
  public let eventListeners = EventListeners<VideoElement>()
  let state = Mutex(State())

  struct State {
    var source: MediaStream?
    /// The object URL that old code assigned instead of a stream.
    var objectURL = ""
    var watch: EventListener<MediaStream>?
    /// Counts source assignments; results of an earlier load are stale.
    var load = 0
    /// Whether the source had a live track at the last check.
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
    /// No data yet.
    case haveNothing = 0
    /// The first picture, or audio only; more data follows.
    case haveEnoughData = 4
  }

  /// Creates an element without a source, paused.
  /// - Parameter queue: a serial queue; by default a new one.
  public init(queue: DispatchQueue = DispatchQueue(label: "UserMedia.video")) {
    self.queue = queue
  }

  deinit {
    let (source, watch, promises) = state.withLock { ($0.source, $0.watch, $0.pendingPlays) }
    if let source, let watch { source.unwatch(watch) }
    for promise in promises {
      promise.settle(.failure(DOMException(.aborted, "the element was released")))
    }
  }

  /// The object URL that old code assigned instead of a stream; empty without one.
  package var objectURL: String {
    get { state.withLock { $0.objectURL } }
    set { state.withLock { $0.objectURL = newValue } }
  }

  /// The stream to play; assigning another replaces it immediately. `nil` plays nothing.
  public var srcObject: MediaStream? {
    get { state.withLock { $0.source } }
    set { load(newValue) }
  }

  /// Whether a source starts playing automatically, and again after an end.
  public var autoplay: Bool {
    get { state.withLock { $0.autoplay } }
    set {
      state.withLock { $0.autoplay = newValue }
      queue.async { [weak self] in self?.playIfWished() }
    }
  }

  /// The picture's width in pixels; 0 before the first picture.
  public var videoWidth: Int { state.withLock { $0.width } }

  /// The picture's height in pixels; 0 before the first picture.
  public var videoHeight: Int { state.withLock { $0.height } }

  /// Playback time in seconds; stops while paused. Streams are not seekable.
  public var currentTime: Double { state.withLock { $0.clock.seconds } }

  /// Infinity while the source is live, then ``currentTime``; NaN without a source.
  public var duration: Double {
    state.withLock { state in
      if state.readyState == .haveNothing { return .nan }
      return state.hasEnded ? state.clock.seconds : .infinity
    }
  }

  /// Whether playback is paused.
  public var paused: Bool { state.withLock { $0.isPaused } }

  /// Whether the source has ended: none of its tracks is live.
  public var ended: Bool { state.withLock { $0.hasEnded } }

  /// How much of the source is available.
  public var readyState: ReadyState { state.withLock { $0.readyState } }
}

/// The total time an element has played.
struct PlayingTime: Sendable {
  private var before = Duration.zero
  private var since: SuspendingClock.Instant?
  private var lastDue = Duration.zero

  /// Whether the clock is running.
  var isRunning: Bool { since != nil }

  /// Starts or stops the clock.
  mutating func run(_ isRunning: Bool) {
    if let since { before += SuspendingClock.now - since }
    since = isRunning ? .now : nil
  }

  private var elapsed: Duration { before + (since.map { .now - $0 } ?? .zero) }

  /// The accumulated time in seconds.
  var seconds: Double { elapsed / .seconds(1) }

  /// Whether the clock is running and a quarter of a second has passed since this last returned
  /// true.
  var isDue: Bool {
    mutating get {
      guard isRunning, elapsed - lastDue >= .milliseconds(250) else { return false }
      lastDue = elapsed
      return true
    }
  }
}
