public import UserMediaConstraints

/// A program's own, partial implementation of `navigator.mediaDevices`, as some browsers had.
/// Missing members are added; existing ones are kept (the 2016 page's polyfill).
public struct PartialMediaDevices: Sendable {
  /// Its promise-style `getUserMedia`; `nil` if there are only callback-style entry points.
  public var getUserMedia: (@Sendable (MediaStreamConstraints) async throws -> MediaStream)?
  /// Its `enumerateDevices`.
  public var enumerateDevices: (@Sendable () async -> [MediaDeviceInfo])?

  /// Creates a set of exactly these members; the polyfill's `{}` has none.
  public init(
    getUserMedia: (@Sendable (MediaStreamConstraints) async throws -> MediaStream)? = nil,
    enumerateDevices: (@Sendable () async -> [MediaDeviceInfo])? = nil
  ) {
    self.getUserMedia = getUserMedia
    self.enumerateDevices = enumerateDevices
  }
}
