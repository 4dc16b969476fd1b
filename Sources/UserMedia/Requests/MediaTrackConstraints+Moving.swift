import UserMediaConstraints

extension MediaTrackConstraints {
  /// Whether any device will do, or the default one by that name, so that a microphone may be moved
  /// to another one, and follows the default. One that is named in any way stays.
  var namesNoDevice: Bool {
    ([basic] + (advanced ?? [])).allSatisfy { wish in
      wish.groupId == nil
        && [wish.deviceId?.exact, wish.deviceId?.ideal].allSatisfy { names in
          names.map { $0.values == ["default"] } ?? true
        }
    }
  }
}
