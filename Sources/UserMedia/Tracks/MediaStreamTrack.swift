public import Dispatch
import Synchronization
public import UserMediaConstraints
public import UserMediaCore

/// One camera's video or one microphone's audio (Media Capture and Streams, `MediaStreamTrack`).
///
/// A track stops when the last reference to it is released.
///
/// Handlers can be installed at any time, even after an `await`: for each type, the newest event
/// without a listener waits for the first handler, listener or sequence. A `mute` that an `unmute`
/// has undone, or the reverse, is delivered only if both have listeners. ``readyState`` and
/// ``muted`` always hold the current state.
public final class MediaStreamTrack: EventTarget {
  /// The kind of media a track carries.
  public enum Kind: String, Hashable, Sendable {
    /// Audio.
    case audio
    /// Video.
    case video
  }

  /// Whether a track can still deliver data.
  public enum State: String, Hashable, Sendable {
    /// The track delivers data, or will again.
    case live
    /// The track has ended for good.
    case ended
  }

  /// Whether the track carries audio or video.
  public let kind: Kind
  /// The track's unique id: a UUID, new for each track.
  public let id = UUIDv4.make()
  /// The device's human-readable name. It changes when the user moves the track to another
  /// microphone, or the default changes (`configurationchange`).
  public var label: String { device.label }
  /// The queue of the track's handlers and listeners: that of the navigator it came from.
  public let queue: DispatchQueue
  /// The listeners for `ended`, `mute`, `unmute` and `configurationchange`.
  public let eventListeners = EventListeners<MediaStreamTrack>(early: .ofTracks)

  /// The device that delivers the track's data.
  package var device: InputDeviceInfo { currentDevice.withLock { $0 } }
  let currentDevice: Mutex<InputDeviceInfo>
  /// The permissions under which the device is used, and which can be revoked.
  private let permissions: Permissions
  /// The grant that the track and its clones were created under.
  private let grant: Int
  let values: Mutex<Values>
  let operations = SerialOperations()
  let blank = Blank()
  let undecodable = UndecodableFrames()

  /// The mutable state of a track.
  struct Values {
    var input: TrackInput
    var state = State.live
    /// Whether ``stop()`` was called; no event is fired after that.
    var isStopped = false
    var endedCause: CaptureError?
    var enabled = true
    var muted: Bool
    var contentHint = ""
    var constraints: MediaTrackConstraints
    /// The settings as selected.
    var selected: MediaTrackSettings
    /// The settings as the device delivers them.
    var settings: MediaTrackSettings
  }

  /// Creates a track of a running device.
  convenience init(
    input: TrackInput, device: InputDeviceInfo, constraints: MediaTrackConstraints,
    selected: MediaTrackSettings, queue: DispatchQueue, permissions: Permissions, grant: Int
  ) {
    // The source may have been moved for another track.
    let device = input.device.map { device.replaced(by: $0) } ?? device
    var selected = selected
    selected.name(device)
    self.init(
      Values(
        input: input, muted: input.isMuted, constraints: constraints, selected: selected,
        settings: selected.given(by: input)),
      device: device, queue: queue, permissions: permissions, grant: grant)
  }

  private init(
    _ values: Values, device: InputDeviceInfo, queue: DispatchQueue, permissions: Permissions,
    grant: Int
  ) {
    self.kind = values.input.kind
    currentDevice = Mutex(device)
    self.queue = queue
    self.permissions = permissions
    self.grant = grant
    self.values = Mutex(values)
    process(values)
    values.input.onEvent { [weak self] event in self?.handle(event) }
    if !permissions.add(self, grant: grant) { revoke() }
  }

  deinit {
    permissions.remove(ObjectIdentifier(self))
    if readyState == .live { input.detach() }
  }

  /// The current source of the track's data.
  var input: TrackInput { values.withLock { $0.input } }

  /// `live` until the device ends or ``stop()`` is called.
  public var readyState: State { values.withLock { $0.state } }

  /// Whether the device temporarily delivers no data.
  public var muted: Bool { values.withLock { $0.muted } }

  /// What ended the track; `nil` while it is live, and after ``stop()``.
  public var endedCause: CaptureError? { values.withLock { $0.endedCause } }

  /// Whether consumers receive the device's data; otherwise black pictures or silence.
  ///
  /// A device whose tracks are all disabled is released within three seconds, and reopened when one
  /// is enabled. If that fails, the track ends.
  public var enabled: Bool {
    get { values.withLock { $0.enabled } }
    set {
      update { $0.enabled = newValue }
    }
  }

  /// Stops the track. The device is released if no other track uses it. Consumers receive nothing
  /// more, and no event is fired (Media Capture and Streams, 4.3.3).
  public func stop() {
    let wasLive = values.withLock { values in
      defer {
        values.state = .ended
        values.isStopped = true
      }
      return values.state == .live
    }
    eventListeners.finish(discarding: true)
    guard wasLive else { return }
    input.detach()
    announceEnd()
  }

  /// An independent track of the same device, with the same constraints, settings, ``enabled`` and
  /// ``contentHint``, but without handlers.
  public func clone() -> MediaStreamTrack {
    // Within the lock, so that the track neither ends nor changes its source meanwhile.
    let copied = values.withLock { values in
      var copied = values
      let (input, isLive) = values.input.shared(isLive: values.state == .live)
      copied.input = input
      copied.muted = input.isMuted
      if !isLive { copied.state = .ended }
      return copied
    }
    return MediaStreamTrack(
      copied, device: device, queue: queue, permissions: permissions, grant: grant)
  }

  /// The track's current configuration (Media Capture and Streams, `getSettings`).
  public func getSettings() -> MediaTrackSettings { values.withLock { $0.settings } }

  /// The constraints that were applied last.
  public func getConstraints() -> MediaTrackConstraints { values.withLock { $0.constraints } }

  /// The capabilities of the device.
  public func getCapabilities() -> MediaTrackCapabilities {
    isDisplay ? MediaTrackCapabilities(of: candidate) : device.getCapabilities()
  }
}
