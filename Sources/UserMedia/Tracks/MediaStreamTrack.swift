public import Dispatch
import Synchronization
public import UserMediaConstraints
public import UserMediaCore

/// One camera's pictures or one microphone's sound (Media Capture and Streams, `MediaStreamTrack`).
///
/// A track that is no longer held stops.
///
/// Handlers can be installed at leisure, also after an `await`: of each type, the newest event that
/// happened before anybody listened for it waits for the first handler, listener or sequence. A
/// `mute` that an `unmute` has undone, or the reverse, is delivered only where both are listened
/// for. ``readyState`` and ``muted`` tell the present state at any time.
public final class MediaStreamTrack: EventTarget {
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
  /// The device's name for a person: another one after a person moved the track to another
  /// microphone, or when another one became the default (`configurationchange`).
  public var label: String { device.label }
  /// Where the track's handlers and listeners run: the queue of the navigator it came from.
  public let queue: DispatchQueue
  /// Who is told of `ended`, `mute`, `unmute` and `configurationchange`.
  public let eventListeners = EventListeners<MediaStreamTrack>(early: .ofTracks)

  /// The device that the track's data comes from.
  package var device: InputDeviceInfo { currentDevice.withLock { $0 } }
  let currentDevice: Mutex<InputDeviceInfo>
  /// Who can take back that the device may be used.
  private let permissions: Permissions
  /// Which of its grants the track is from, and its clones with it.
  private let grant: Int
  let values: Mutex<Values>
  let operations = SerialOperations()
  let blank = Blank()

  /// What changes in a track's life.
  struct Values {
    var input: TrackInput
    var state = State.live
    /// Whether ``stop()`` was called, after which there is no event.
    var isStopped = false
    var endedCause: CaptureError?
    var enabled = true
    var muted: Bool
    var contentHint = ""
    var constraints: MediaTrackConstraints
    /// The settings that were chosen.
    var selected: MediaTrackSettings
    /// The settings as the device gives them.
    var settings: MediaTrackSettings
  }

  /// A track of a device that runs.
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

  /// Where the track's data comes from now.
  var input: TrackInput { values.withLock { $0.input } }

  /// `live` until the device ends or ``stop()`` is called.
  public var readyState: State { values.withLock { $0.state } }

  /// Whether the device gives no data for now.
  public var muted: Bool { values.withLock { $0.muted } }

  /// What ended the track; `nil` while it is live, and after ``stop()``.
  public var endedCause: CaptureError? { values.withLock { $0.endedCause } }

  /// Whether consumers get the device's data; black pictures or silence otherwise.
  ///
  /// A device whose tracks are all disabled is given back within three seconds, and taken again
  /// when one is enabled; a track for which that fails ends.
  public var enabled: Bool {
    get { values.withLock { $0.enabled } }
    set {
      update { $0.enabled = newValue }
    }
  }

  /// Ends the track; the device is given back when no other track uses it. Consumers get nothing
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

  /// A track of its own on the same device, with the same constraints, settings, ``enabled`` and
  /// ``contentHint``; its handlers are its own.
  public func clone() -> MediaStreamTrack {
    // Within the lock, so that the track neither ends nor moves to another source meanwhile.
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

  /// How the track is configured now (Media Capture and Streams, `getSettings`).
  public func getSettings() -> MediaTrackSettings { values.withLock { $0.settings } }

  /// The constraints that were applied last.
  public func getConstraints() -> MediaTrackConstraints { values.withLock { $0.constraints } }

  /// What the device could do.
  public func getCapabilities() -> MediaTrackCapabilities {
    isDisplay ? capabilities(of: candidate) : device.getCapabilities()
  }
}
