public import UserMediaConstraints

/// What a program has of `navigator.mediaDevices`, as browsers that implemented a part of it; the
/// rest is added, and nothing that is there is overwritten (the 2016 page's polyfill).
public struct PartialMediaDevices: Sendable {
  /// Its `getUserMedia`, in the current style; `nil` where only entry points by callbacks are
  /// there.
  public var getUserMedia: (@Sendable (MediaStreamConstraints) async throws -> MediaStream)?
  /// Its `enumerateDevices`.
  public var enumerateDevices: (@Sendable () async -> [MediaDeviceInfo])?

  /// These members and no other; the polyfill's `{}` has none.
  public init(
    getUserMedia: (@Sendable (MediaStreamConstraints) async throws -> MediaStream)? = nil,
    enumerateDevices: (@Sendable () async -> [MediaDeviceInfo])? = nil
  ) {
    self.getUserMedia = getUserMedia
    self.enumerateDevices = enumerateDevices
  }
}
