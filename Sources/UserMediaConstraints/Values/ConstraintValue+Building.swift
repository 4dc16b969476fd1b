extension ConstraintValue.Members {
  /// Makes an object of members whose keys may be equal, in time that grows with their number only.
  struct Builder {
    private(set) var members = ConstraintValue.Members()
    /// Where each key is, from the size on at which a search costs more than a table.
    private var positions: [String: Int] = [:]

    private static let searchedCount = 16

    /// Adds a member, or gives the one with this key another value; whether it was added.
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
