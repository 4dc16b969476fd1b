/// The frame header of a JPEG (ITU-T T.81, B.2.2).
struct JPEGFrameHeader {
  /// A component and its sampling factors.
  struct Component: Equatable {
    var id: UInt8
    var across: Int
    var down: Int
  }

  /// The coding process (T.81, table B.1).
  enum Process {
    /// Baseline or extended sequential, Huffman coded.
    case sequential
    /// Progressive, Huffman coded.
    case progressive
    /// Arithmetic coding.
    case arithmetic
    /// Lossless or hierarchical, which no webcam sends.
    case other
  }

  let process: Process
  /// Whether the picture is a single 8-bit baseline scan, as cameras send it.
  let isBaseline: Bool
  /// Bits per sample.
  let precision: Int
  let width: Int
  let height: Int
  let components: [Component]

  /// Parses the segment with marker `code`; `nil` if its data is not a valid frame header.
  init?(_ code: UInt8, _ data: UnsafeRawBufferPointer) {
    guard data.count >= 6, (1...4).contains(data[5]), data.count == 6 + 3 * Int(data[5]) else {
      return nil
    }
    process =
      switch code {
      case 0xc0, 0xc1: .sequential
      case 0xc2: .progressive
      case 0xc9, 0xca: .arithmetic
      default: .other
      }
    isBaseline = code == 0xc0
    precision = Int(data[0])
    height = Int(data[1]) << 8 | Int(data[2])
    width = Int(data[3]) << 8 | Int(data[4])
    var components = (0..<Int(data[5])).map { index in
      let factors = data[7 + 3 * index]
      return Component(id: data[6 + 3 * index], across: Int(factors >> 4), down: Int(factors & 15))
    }
    guard components.allSatisfy({ (1...4).contains($0.across) && (1...4).contains($0.down) }) else {
      return nil
    }
    // A single component is coded block by block (T.81, A.2.2).
    if components.count == 1 { (components[0].across, components[0].down) = (1, 1) }
    self.components = components
  }

  private var maximumAcross: Int { components.map(\.across).max() ?? 1 }
  private var maximumDown: Int { components.map(\.down).max() ?? 1 }

  /// The number of groups of blocks in the picture (MCUs).
  var unitCount: Int {
    let (across, down) = (8 * maximumAcross, 8 * maximumDown)
    return ((width + across - 1) / across) * ((height + down - 1) / down)
  }

  /// The width and height of a component in samples (T.81, A.1.1).
  func size(of component: Component) -> (width: Int, height: Int) {
    (
      (width * component.across + maximumAcross - 1) / maximumAcross,
      (height * component.down + maximumDown - 1) / maximumDown
    )
  }

  /// The minimum number of blocks in the picture.
  var blockCount: Int {
    components.reduce(0) { count, component in
      let (width, height) = size(of: component)
      return count + ((width + 7) / 8) * ((height + 7) / 8)
    }
  }
}
