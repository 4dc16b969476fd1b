extension ConstraintValue.Members {
  /// Builds an object from members whose keys may repeat, in linear time.
  struct Builder {
    private(set) var members = ConstraintValue.Members()
    /// The index of each key, once a linear search would cost more.
    private var positions: [String: Int] = [:]

    private static let searchedCount = 16

    /// Adds a member or replaces the value of an existing one; returns whether it was added.
    @discardableResult
    mutating func set(_ key: String, _ value: ConstraintValue) -> Bool {
      let count = members.entries.count
      if count < Self.searchedCount {
        if let index = members.entries.firstIndex(where: { $0.key == key }) {
          members.replaceValue(at: index, with: value)
          return false
        }
        members.append(new: key, value)
        return true
      }
      if positions.isEmpty {
        for (index, key) in members.keys.enumerated() { positions[key] = index }
      }
      if let index = positions[key] {
        members.replaceValue(at: index, with: value)
        return false
      }
      positions[key] = count
      members.append(new: key, value)
      return true
    }
  }
}
