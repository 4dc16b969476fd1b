public import UserMediaConstraints

extension MediaDevices {
  /// The devices currently present: microphones, then cameras, each with the default first (Media
  /// Capture and Streams, 9.2, `enumerateDevices`).
  ///
  /// A kind that needs a prompt and has not been used yet is represented by at most one device,
  /// without id, label, group and capabilities. A kind that the ``PermissionManifest`` does not
  /// request is omitted.
  public func enumerateDevices() async -> [MediaDeviceInfo] {
    if let enumerateDevices = existing.enumerateDevices { return await enumerateDevices() }
    return await list.current()
  }

  /// The same, and for each kind whose devices can't be listed, why.
  package func enumerateDevicesAndFailures() async
    -> (devices: [MediaDeviceInfo], failures: [DOMException])
  {
    var failures: [DOMException] = []
    let devices = await list.current { failures.append($0.domException) }
    return (devices, failures)
  }

  /// Changes the ids of all devices and groups, as a browser does when its storage is cleared
  /// (Media Capture and Streams, 9.2.1). Other programs that share the ``DeviceIdentity`` see the
  /// new ids when they next start. The settings of existing tracks keep the old ids.
  public func forgetDeviceIds() {
    list.forgetIds()
  }

  /// The constraints that this library supports.
  public func getSupportedConstraints() -> MediaTrackSupportedConstraints {
    MediaTrackSupportedConstraints()
  }
}
