public import UserMediaConstraints

extension MediaDevices {
  /// The devices that are there now: microphones, then cameras, each with the default first (Media
  /// Capture and Streams, 9.2, `enumerateDevices`).
  public func enumerateDevices() async -> [MediaDeviceInfo] {
    if let enumerateDevices = existing.enumerateDevices { return await enumerateDevices() }
    let microphones = await hub.devices(.audioinput)
    let cameras = await hub.devices(.videoinput)
    return (microphones + cameras).map { InputDeviceInfo($0) }
  }

  /// The same as a promise.
  public func enumerateDevices() -> Promise<[MediaDeviceInfo]> {
    Promise(on: queue) { await self.enumerateDevices() }
  }

  /// The constraints that this library knows.
  public func getSupportedConstraints() -> MediaTrackSupportedConstraints {
    MediaTrackSupportedConstraints()
  }
}
