public import Dispatch
import Synchronization
public import UserMediaConstraints
public import UserMediaCore

/// One camera's pictures or one microphone's sound (Media Capture and Streams, `MediaStreamTrack`).
///
/// A track that is no longer held stops.
public final class MediaStreamTrack: Sendable {
  /// What a track carries.
  public enum Kind: String, Hashable, Sendable {
    /// Sound.
    case audio
    /// Pictures.
    case video
  }

  /// Whether a track still gives data.
  public enum State: String, Hashable, Sendable {
    /// It does, or will again.
    case live
    /// It never will again.
    case ended
  }

  /// Sound or pictures.
  public let kind: Kind
  /// A name of this track alone, new for each track: a UUID.
  public let id = UUIDv4.make()
  /// The device's name for a person.
  public let label: String
  /// Where the track's handlers run.
  public let queue: DispatchQueue

  /// The device that the track's data comes from.
  package let device: InputDeviceInfo
  let values: Mutex<Values>
  let operations = SerialOperations()
  private let blank = Blank()

  /// What changes in a track's life.
  struct Values {
    var input: TrackInput
    var state = State.live
    var endedCause: CaptureError?
    var enabled = true
    var muted: Bool
    var constraints: MediaTrackConstraints
    var settings: MediaTrackSettings
    var handlers = Handlers()
  }

  struct Handlers {
    var ended: (@Sendable () -> Void)?
    var mute: (@Sendable () -> Void)?
    var unmute: (@Sendable () -> Void)?
  }

  init(
    input: TrackInput, device: InputDeviceInfo, constraints: MediaTrackConstraints,
    settings: MediaTrackSettings, queue: DispatchQueue
  ) {
    self.kind = input.kind
    self.label = device.label
    self.device = device
    self.queue = queue
    values = Mutex(
      Values(input: input, muted: input.isMuted, constraints: constraints, settings: settings))
    input.onEvent { [weak self] event in self?.handle(event) }
    updateProcessing()
  }

  deinit {
    stop()
  }

  /// Where the track's data comes from now.
  var input: TrackInput { values.withLock { $0.input } }

  /// `live` until the device ends or ``stop()`` is called.
  public var readyState: State { values.withLock { $0.state } }

  /// Whether the device gives no data for now.
  public var muted: Bool { values.withLock { $0.muted } }

  /// What ended the track; `nil` while it is live, and after ``stop()``.
  public var endedCause: CaptureError? { values.withLock { $0.endedCause } }

  /// Whether consumers get the device's data; black pictures or silence otherwise.
  public var enabled: Bool {
    get { values.withLock { $0.enabled } }
    set {
      values.withLock { $0.enabled = newValue }
      updateProcessing()
    }
  }

  /// Ends the track; the device is given back when no other track uses it. Consumers get nothing
  /// more, and no event is fired (Media Capture and Streams, 4.3.3).
  public func stop() {
    let wasLive = values.withLock { values in
      defer { values.state = .ended }
      return values.state == .live
    }
    if wasLive { input.detach() }
  }

  /// A track of its own on the same device, with the same constraints, settings and ``enabled``.
  public func clone() -> MediaStreamTrack {
    let copied = values.withLock { $0 }
    let clone = MediaStreamTrack(
      input: copied.input.shared(isLive: copied.state == .live), device: device,
      constraints: copied.constraints, settings: copied.settings, queue: queue)
    clone.values.withLock { $0.state = copied.state }
    clone.enabled = copied.enabled
    return clone
  }

  /// How the track is configured now (Media Capture and Streams, `getSettings`).
  public func getSettings() -> MediaTrackSettings { values.withLock { $0.settings } }

  /// The constraints that were applied last.
  public func getConstraints() -> MediaTrackConstraints { values.withLock { $0.constraints } }

  /// What the device could do.
  public func getCapabilities() -> MediaTrackCapabilities { device.getCapabilities() }

  /// Applies ``enabled`` and the frame rate to the data on its way to consumers.
  func updateProcessing() {
    let (input, enabled, settings) = values.withLock { ($0.input, $0.enabled, $0.settings) }
    switch input {
    case .microphone(_, let port, _):
      if enabled { return port.process(nil) }
      port.process { [blank] data in blank.silence(like: data) }
    case .camera(_, let port, let running):
      let decimator = Self.decimator(from: running.frameRate, to: settings.frameRate)
      if decimator == nil && enabled { return port.process(nil) }
      port.process { [blank] frame in
        if let decimator, !decimator.keeps(frame.timestamp) { return nil }
        return enabled ? frame : blank.black(like: frame)
      }
    }
  }

  /// A decimator, where the track wants a lower rate than the device runs at.
  private static func decimator(from device: FrameRate?, to wanted: Double?) -> FrameDecimator? {
    guard let device, let wanted, wanted > 0, wanted < device.framesPerSecond * 0.99 else {
      return nil
    }
    return FrameDecimator(framesPerSecond: wanted)
  }

  private func handle(_ event: SourceEvent) {
    let handler: (@Sendable () -> Void)? = values.withLock { values in
      guard values.state == .live else { return nil }
      switch event {
      case .muted(let muted):
        guard values.muted != muted else { return nil }
        values.muted = muted
        return muted ? values.handlers.mute : values.handlers.unmute
      case .ended(let cause):
        values.state = .ended
        values.endedCause = cause
        return values.handlers.ended
      }
    }
    if let handler { queue.async(execute: handler) }
  }
}
