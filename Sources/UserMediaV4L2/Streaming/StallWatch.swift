import UserMediaCore

/// Detects that a streaming camera delivers no frames, and decides what to do.
struct StallWatch: Sendable {
  /// What to do with a camera that delivers no frames.
  enum Verdict: Hashable, Sendable {
    /// Nothing yet.
    case wait
    /// Restart the stream once: some cameras only then deliver (Chromium does so for Huddly's,
    /// v4l2_capture_delegate.cc).
    case restart
    /// End the stream.
    case giveUp
  }

  /// Time limit for the first frame, in microseconds; webcams need up to two seconds to wake up.
  static let firstFrameLimit: Int64 = 4_000_000
  /// The shortest time without a frame that counts as a stall, in microseconds. In the dark,
  /// cameras slow down to a few frames a second.
  static let stallLimit: Int64 = 1_000_000
  /// The number of missed frames that count as a stall, if that takes longer than ``stallLimit``.
  static let stalledFrames: Int64 = 5

  /// When the next verdict is due, in microseconds of the monotonic clock.
  private(set) var deadline: Int64
  private let limit: Int64
  private var hasRestarted = false
  /// Whether to wait for frames indefinitely.
  private let isPatient: Bool
  /// Whether the latest verdict was the first since a frame arrived.
  private(set) var isFirstVerdict = false
  /// Whether the camera counts as stalled.
  private(set) var isStalled = false

  /// Starts watching a stream.
  init(now: Int64, frameDuration: Int64?, isPatient: Bool = false) {
    self.isPatient = isPatient
    limit = max(Self.stallLimit, (frameDuration ?? 0) * Self.stalledFrames)
    deadline = now + max(Self.firstFrameLimit, limit)
  }

  /// Records that a frame arrived.
  /// - Returns: whether the camera was stalled until now.
  mutating func frameArrived(now: Int64) -> Bool {
    deadline = now + limit
    hasRestarted = false
    defer { isStalled = false }
    return isStalled
  }

  /// Continues the watch of a stream that this one replaces.
  mutating func takeOver(from old: StallWatch) {
    isStalled = old.isStalled
  }

  /// Records that the stream was restarted.
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
