/// Looks up the names used in constraints by their bytes.
///
/// Nearly every string that is parsed or looked up is one of them; this table is much faster than a
/// dictionary and needs no string.
struct NameTable: Sendable {
  /// All names, those of constraints first.
  let names: [String]
  /// Where a name's hash leads to, or by steps of one; an empty slot ends the search.
  private let slots: [Slot]

  private struct Slot {
    var key = Key()
    /// Which name; negative when the slot is empty.
    var index = -1
  }

  /// A name's length and its first and last eight bytes: all of a name of up to 16.
  private struct Key: Equatable {
    var count = 0
    var first: UInt64 = 0
    var last: UInt64 = 0

    init() {}

    init(_ name: UnsafeBufferPointer<UInt8>) {
      count = name.count
      if count >= 8 {
        let bytes = UnsafeRawBufferPointer(name)
        first = bytes.loadUnaligned(as: UInt64.self)
        last = bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self)
      } else {
        for byte in name { first = first << 8 | UInt64(byte) }
      }
    }

    /// Multiplication by a large odd number moves differences into the highest bits.
    var slot: Int {
      Int(
        truncatingIfNeeded: ((first ^ last &* 31) &* 0x9E37_79B9_7F4A_7C15) >> NameTable.slotShift)
    }
  }

  fileprivate static let slotShift: UInt64 = 54
  private static let slotCount = 1 << (64 - Int(slotShift))

  static let shared = NameTable(
    ConstrainableProperty.allCases.map(\.rawValue) + translationTable.map(\.name)
      + [
        "audio", "video", "min", "max", "exact", "ideal", "advanced", "mandatory", "optional",
        "require", "required", "user", "environment",
      ])

  private init(_ names: [String]) {
    self.names = names
    var slots = [Slot](repeating: Slot(), count: Self.slotCount)
    for (index, name) in names.enumerated() {
      let key = Array(name.utf8).withUnsafeBufferPointer(Key.init)
      var slot = key.slot
      while slots[slot].index >= 0 { slot = (slot + 1) % Self.slotCount }
      slots[slot] = Slot(key: key, index: index)
    }
    self.slots = slots
  }

  /// The index of the name with these bytes.
  func index(of name: UnsafeBufferPointer<UInt8>) -> Int? {
    let key = Key(name)
    var slot = key.slot
    while slots[slot].index >= 0 {
      if slots[slot].key == key {
        let index = slots[slot].index
        if key.count <= 16 || names[index].utf8.elementsEqual(name) { return index }
      }
      slot = (slot + 1) % Self.slotCount
    }
    return nil
  }
}
