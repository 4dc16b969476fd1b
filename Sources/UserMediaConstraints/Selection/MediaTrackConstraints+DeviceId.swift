extension MediaTrackConstraints {
  /// Whether a constraint on `deviceId` names a device: bare, ideal or exact, basic or advanced.
  package func names(deviceId: String) -> Bool {
    ([basic] + (advanced ?? [])).contains { set in
      guard let wish = set.deviceId else { return false }
      return [wish.exact, wish.ideal].contains { $0?.values.contains(deviceId) ?? false }
    }
  }
}
