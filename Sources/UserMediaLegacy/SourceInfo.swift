public import UserMedia
import UserMediaCore

/// A camera or a microphone as listed by `getSources` (Chrome 30 to 55).
@available(*, deprecated, message: "use MediaDeviceInfo; its deviceId replaces id")
public struct SourceInfo: Hashable, Sendable {
  /// The device's id, for `sourceId`; now `deviceId`.
  public let id: String
  /// `"audio"` or `"video"`.
  public let kind: String
  /// The device's human-readable name.
  public let label: String
  /// `"user"`, `"environment"`, or `""` if unknown.
  public let facing: String

  fileprivate init?(_ info: MediaDeviceInfo) {
    switch info.kind {
    case .audioinput: kind = "audio"
    case .videoinput: kind = "video"
    case .audiooutput: return nil
    }
    id = info.deviceId
    label = info.label
    facing = (info as? InputDeviceInfo)?.deviceDescription.facingModes.first?.rawValue ?? ""
  }
}

extension MediaStreamTrack {
  /// Calls `callback` with the cameras and microphones, on the navigator's queue.
  @available(*, deprecated, message: "use navigator.mediaDevices.enumerateDevices()")
  public static func getSources(
    of navigator: Navigator = UserMedia.navigator,
    _ callback: @escaping @Sendable ([SourceInfo]) -> Void
  ) {
    navigator.getMediaDevices { devices in callback(devices.compactMap { SourceInfo($0) }) }
  }
}

extension Navigator {
  /// Calls `callback` with the devices, on ``callbackQueue`` (drafts of 2013 and 2014).
  @available(*, deprecated, message: "use mediaDevices.enumerateDevices()")
  public func getMediaDevices(_ callback: @escaping @Sendable ([MediaDeviceInfo]) -> Void) {
    mediaDevices.promises.enumerateDevices().then { callback($0) }
  }
}
