import UserMediaConstraints

extension MediaTrackConstraints {
  /// Whether the constraints accept any device, or the default one by that name. Such a microphone
  /// follows the default and may be moved; one that is named in any way stays.
  var namesNoDevice: Bool {
    ([basic] + (advanced ?? [])).allSatisfy { wish in
      wish.groupId == nil
        && [wish.deviceId?.exact, wish.deviceId?.ideal].allSatisfy { names in
          names.map { $0.values == ["default"] } ?? true
        }
    }
  }
}
