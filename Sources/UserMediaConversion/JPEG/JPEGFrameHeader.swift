/// The frame header of a JPEG (ITU-T T.81, B.2.2).
struct JPEGFrameHeader {
  /// A component and how often it is sampled in a unit.
  struct Component {
    var id: UInt8
    var across: Int
    var down: Int
  }

  let width: Int
  let height: Int
  let components: [Component]

  /// Reads the segment's data; `nil` when they are none of a picture.
  init?(_ data: UnsafeRawBufferPointer) {
    guard data.count >= 6, (1...4).contains(data[5]), data.count >= 6 + 3 * Int(data[5]) else {
      return nil
    }
    height = Int(data[1]) << 8 | Int(data[2])
    width = Int(data[3]) << 8 | Int(data[4])
    var components = (0..<Int(data[5])).map { index in
      let factors = data[7 + 3 * index]
      return Component(id: data[6 + 3 * index], across: Int(factors >> 4), down: Int(factors & 15))
    }
    guard components.allSatisfy({ (1...4).contains($0.across) && (1...4).contains($0.down) }) else {
      return nil
    }
    // A component alone is coded block by block (T.81, A.2.2).
    if components.count == 1 { (components[0].across, components[0].down) = (1, 1) }
    self.components = components
  }

  /// How many groups of blocks the whole picture is coded in.
  var unitCount: Int {
    let across = 8 * (components.map(\.across).max() ?? 1)
    let down = 8 * (components.map(\.down).max() ?? 1)
    return ((width + across - 1) / across) * ((height + down - 1) / down)
  }
}
