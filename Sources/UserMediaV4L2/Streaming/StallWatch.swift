import UserMediaCore

/// Notices that a camera that streams gives no frames, and says what to do about it.
struct StallWatch: Sendable {
  /// What a camera without frames needs.
  enum Verdict: Hashable, Sendable {
    /// Nothing yet.
    case wait
    /// Stop and start the stream once: some cameras only then begin (Chromium does so for Huddly's,
    /// v4l2_capture_delegate.cc).
    case restart
    /// Give it up.
    case giveUp
  }

  /// Microseconds from starting to the first frame; webcams need up to two seconds to wake.
  static let firstFrameLimit: Int64 = 4_000_000
  /// Microseconds without a frame, at least; in the dark cameras go down to a few frames a second.
  static let stallLimit: Int64 = 1_000_000
  /// Frame durations without a frame, where a slow rate makes that longer.
  static let stalledFrames: Int64 = 5

  /// When the next verdict is due: microseconds of the monotonic clock.
  private(set) var deadline: Int64
  private let limit: Int64
  private var hasRestarted = false
  /// Whether it is waited for frames without end.
  private let isPatient: Bool
  /// Whether the latest verdict was the first since frames came.
  private(set) var isFirstVerdict = false
  /// Whether the camera counts as stalled.
  private(set) var isStalled = false

  /// Watches a stream that starts now.
  init(now: Int64, frameDuration: Int64?, isPatient: Bool = false) {
    self.isPatient = isPatient
    limit = max(Self.stallLimit, (frameDuration ?? 0) * Self.stalledFrames)
    deadline = now + max(Self.firstFrameLimit, limit)
  }

  /// A buffer came.
  /// - Returns: whether the camera was stalled before it.
  mutating func frameArrived(now: Int64) -> Bool {
    deadline = now + limit
    hasRestarted = false
    defer { isStalled = false }
    return isStalled
  }

  /// Goes on for another stream of the camera.
  mutating func takeOver(from old: StallWatch) {
    isStalled = old.isStalled
  }

  /// The stream was stopped and started again.
  mutating func restarted(now: Int64) {
    hasRestarted = true
    deadline = now + max(Self.firstFrameLimit, limit)
  }

  /// What to do at `now`.
  mutating func verdict(now: Int64) -> Verdict {
    guard now >= deadline else { return .wait }
    isFirstVerdict = !isStalled
    isStalled = true
    return hasRestarted && !isPatient ? .giveUp : .restart
  }
}
