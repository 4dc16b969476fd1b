import UserMedia
import UserMediaSynthetic

/// One of the ``TestDevices``. Faults apply at once: when a call returns, the tracks know, and their
/// events are on the navigator's queue.
public struct TestDevice: Sendable {
  let driver: SyntheticDriver
  let id: String
  /// The label, by which `enumerateDevices()` and tracks show it.
  public let label: String

  /// Whether a track holds the device open. Stopping its last track releases it shortly after.
  public var isInUse: Bool { driver.isOpen(id) }

  /// Unplugs the device. It is no longer listed; its tracks end with `onended`, and
  /// the kind of ``MediaStreamTrack/endedCause`` is `notFound`. `ondevicechange` follows shortly after, on
  /// the system's clock.
  public func unplug() { driver.inject(.unplugged, into: id) }

  /// Plugs the device in again. Tracks that ended stay ended.
  public func plugIn() { driver.clear(.unplugged, of: id) }

  /// Stops delivery: its tracks are muted, with `onmute`.
  public func mute() { driver.inject(.muted, into: id) }

  /// Resumes delivery, with `onunmute`.
  public func unmute() { driver.clear(.muted, of: id) }

  /// Breaks the device. Its tracks end with `onended`, the kind of ``MediaStreamTrack/endedCause`` is
  /// `unreadable`, and new requests fail with `NotReadableError`.
  public func fail() { driver.inject(.broken, into: id) }

  /// Repairs the device; new requests succeed. Tracks that ended stay ended.
  public func repair() { driver.clear(.broken, of: id) }

  /// Makes another program use the device: new requests fail with `NotReadableError`.
  public func occupy() { driver.inject(.busy, into: id) }

  /// Ends the other program's use.
  public func vacate() { driver.clear(.busy, of: id) }

  /// Makes the system deny access: new requests fail with `NotAllowedError`.
  public func deny() { driver.inject(.notAllowed, into: id) }

  /// Makes the system allow access again.
  public func allow() { driver.clear(.notAllowed, of: id) }

  /// Damages the next `count` frames or chunks. They are dropped, and ``MediaStreamTrack/stats``
  /// counts them.
  public func damage(_ count: Int) { driver.damageFrames(count, of: id) }
}
