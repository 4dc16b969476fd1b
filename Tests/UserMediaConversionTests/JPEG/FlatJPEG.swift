/// A JPEG of blocks with one level each, in any subsampling and with any headers. Encoded by hand,
/// so that the decoded result is known exactly.
struct FlatJPEG {
  struct Component {
    var id: UInt8
    var across: Int
    var down: Int
    /// The samples of the block in this column and row, 0...255.
    var level: (_ column: Int, _ row: Int) -> Int
  }

  var width: Int
  var height: Int
  var components: [Component]
  /// Segments between the start marker and the tables.
  var extra: [UInt8] = []

  /// Y U V with luma that differs between blocks.
  init(width: Int, height: Int, sampling: [(Int, Int)], u: Int = 90, v: Int = 200) {
    self.width = width
    self.height = height
    components = sampling.enumerated().map { index, factors in
      Component(id: UInt8(index + 1), across: factors.0, down: factors.1) { column, row in
        switch index {
        case 0: 16 + (37 * column + 91 * row) % 220
        case 1: u
        default: v
        }
      }
    }
  }

  /// A component's level at a sample.
  func level(_ component: Int, _ x: Int, _ y: Int) -> Int {
    components[component].level(x / 8, y / 8)
  }

  static let startAndEnd: (start: [UInt8], end: [UInt8]) = ([0xff, 0xd8], [0xff, 0xd9])

  /// The whole file.
  var bytes: [UInt8] { Self.startAndEnd.start + body + Self.startAndEnd.end }

  /// All but the start and end markers.
  var body: [UInt8] { extra + quantization + frameHeader(0xc0) + scan }

  /// Quantization of 8, which makes the coefficient of a flat block its level.
  var quantization: [UInt8] { [0xff, 0xdb, 0, 67, 0] + [UInt8](repeating: 8, count: 64) }

  func frameHeader(_ code: UInt8, precision: UInt8 = 8) -> [UInt8] {
    var bytes: [UInt8] = [0xff, code, 0, UInt8(8 + 3 * components.count), precision]
    bytes += [UInt8(height >> 8), UInt8(height & 255), UInt8(width >> 8), UInt8(width & 255)]
    bytes.append(UInt8(components.count))
    for component in components {
      bytes += [component.id, UInt8(component.across << 4 | component.down), 0]
    }
    return bytes
  }

  private var maximumAcross: Int { components.map(\.across).max()! }
  private var maximumDown: Int { components.map(\.down).max()! }

  /// One scan of all components with the standard tables, which libjpeg uses if the file has none.
  var scan: [UInt8] {
    var bytes: [UInt8] = [0xff, 0xda, 0, UInt8(6 + 2 * components.count)]
    bytes.append(UInt8(components.count))
    for component in components { bytes += [component.id, 0] }
    bytes += [0, 63, 0]
    var bits = Bits()
    var last = [Int](repeating: 128, count: components.count)
    let isAlone = components.count == 1
    let (across, down) = isAlone ? (8, 8) : (8 * maximumAcross, 8 * maximumDown)
    for row in 0..<(height + down - 1) / down {
      for column in 0..<(width + across - 1) / across {
        for (index, component) in components.enumerated() {
          let (blocks, rows) = isAlone ? (1, 1) : (component.across, component.down)
          for y in 0..<rows {
            for x in 0..<blocks {
              let level = component.level(column * blocks + x, row * rows + y)
              bits.appendFlatBlock(level - last[index])
              last[index] = level
            }
          }
        }
      }
    }
    return bytes + bits.finished
  }

  /// Entropy-coded data (ITU-T T.81, F.1.2).
  struct Bits {
    private var bytes: [UInt8] = []
    private var current = 0
    private var count = 0

    mutating func append(_ value: Int, _ length: Int) {
      for bit in (0..<length).reversed() {
        current = current << 1 | value >> bit & 1
        count += 1
        if count == 8 {
          bytes.append(UInt8(current))
          // A data byte of 0xff is followed by a zero.
          if current == 0xff { bytes.append(0) }
          (current, count) = (0, 0)
        }
      }
    }

    /// A block whose level differs from the last one's: the difference in the codes of table K.3,
    /// and the end of block in those of K.5.
    mutating func appendFlatBlock(_ difference: Int) {
      var size = 0
      while abs(difference) >> size > 0 { size += 1 }
      let codes = [
        (0b00, 2), (0b010, 3), (0b011, 3), (0b100, 3), (0b101, 3), (0b110, 3), (0b1110, 4),
        (0b11110, 5), (0b111110, 6),
      ]
      append(codes[size].0, codes[size].1)
      append(difference < 0 ? difference + (1 << size) - 1 : difference, size)
      append(0b1010, 4)
    }

    /// The data, padded with ones.
    var finished: [UInt8] {
      var filled = self
      while filled.count > 0 { filled.append(1, 1) }
      return filled.bytes
    }
  }
}
