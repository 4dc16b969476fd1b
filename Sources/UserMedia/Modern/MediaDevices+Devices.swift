public import UserMediaConstraints

extension MediaDevices {
  /// The devices that are there now: microphones, then cameras, each with the default first (Media
  /// Capture and Streams, 9.2, `enumerateDevices`).
  ///
  /// Of a kind that the program may not use without asking, and has not used, there is one without
  /// id, label, group and capabilities at most. Of one that its ``PermissionManifest`` does not ask
  /// for there is none.
  public func enumerateDevices() async -> [MediaDeviceInfo] {
    if let enumerateDevices = existing.enumerateDevices { return await enumerateDevices() }
    return await list.current()
  }

  /// The same as a promise.
  public func enumerateDevices() -> Promise<[MediaDeviceInfo]> {
    Promise(on: queue) { await self.enumerateDevices() }
  }

  /// Gives every device and group another id, for this program and for those that share its
  /// ``DeviceIdentity`` from their next start on, as a browser does when its storage is cleared
  /// (Media Capture and Streams, 9.2.1). Tracks keep the ids in their settings.
  public func forgetDeviceIds() {
    list.forgetIds()
  }

  /// The constraints that this library knows.
  public func getSupportedConstraints() -> MediaTrackSupportedConstraints {
    MediaTrackSupportedConstraints()
  }
}
