extension ConstraintValue {
  /// The members of an object in the order in which they were written, each key once.
  ///
  /// Searches are linear: objects of constraints have few members.
  public struct Members: Hashable, Sendable {
    /// The members in order.
    private(set) var entries: [Entry]

    /// One member.
    struct Entry: Hashable, Sendable {
      var key: String
      var value: ConstraintValue
    }

    /// An object without members.
    public init() {
      entries = []
    }

    /// An object; if a key repeats, the last value replaces the first, as in ECMAScript.
    public init(_ members: some Sequence<(String, ConstraintValue)>) {
      var builder = Builder()
      for (key, value) in members { builder.set(key, value) }
      self = builder.members
    }

    /// An object with one member.
    init(one key: String, _ value: ConstraintValue) {
      entries = [Entry(key: key, value: value)]
    }

    /// The value of a member. Setting `nil` removes it.
    public subscript(key: String) -> ConstraintValue? {
      get { entries.first { $0.key == key }?.value }
      set {
        let index = entries.firstIndex { $0.key == key }
        switch (index, newValue) {
        case (let index?, let value?): entries[index].value = value
        case (let index?, nil): entries.remove(at: index)
        case (nil, let value?): entries.append(Entry(key: key, value: value))
        case (nil, nil): break
        }
      }
    }

    /// Adds a member whose key is known to be new, without a search.
    package mutating func append(new key: String, _ value: ConstraintValue) {
      // Most objects have a few members, seldom just one.
      if entries.isEmpty { entries.reserveCapacity(4) }
      entries.append(Entry(key: key, value: value))
    }

    /// Replaces the value of the member at a position.
    package mutating func replaceValue(at position: Int, with value: ConstraintValue) {
      entries[position].value = value
    }

    /// The keys in order.
    public var keys: [String] { entries.map(\.key) }
  }
}

extension ConstraintValue.Members: RandomAccessCollection, ExpressibleByDictionaryLiteral {
  /// The first member's index.
  public var startIndex: Int { 0 }
  /// The index after the last member's.
  public var endIndex: Int { entries.count }
  /// A member.
  public subscript(position: Int) -> (key: String, value: ConstraintValue) {
    (entries[position].key, entries[position].value)
  }

  /// Creates an object from a literal.
  public init(dictionaryLiteral elements: (String, ConstraintValue)...) {
    self.init(elements)
  }
}
