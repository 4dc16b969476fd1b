extension JPEGScan {
  /// The only scan of a baseline file, as its headers describe it; `nil` when they do not, or leave
  /// components to other scans.
  init?(_ file: UnsafeRawBufferPointer) {
    var tables = HuffmanTables()
    var frame: JPEGFrameHeader?
    var restartInterval = 0
    var markers = JPEGMarkers(file)
    while let marker = markers.next() {
      let data = UnsafeRawBufferPointer(rebasing: file[marker.data])
      switch marker.code {
      case JPEGMarkers.huffmanTables:
        guard tables.read(data) else { return nil }
      case JPEGMarkers.restartInterval where data.count >= 2:
        restartInterval = Int(data[0]) << 8 | Int(data[1])
      case JPEGMarkers.startOfScan:
        guard let frame, let components = frame.components(data, tables) else { return nil }
        self.init(
          components: components, unitCount: frame.unitCount, restartInterval: restartInterval)
        return
      case let code where JPEGMarkers.isStartOfFrame(code):
        frame = JPEGFrameHeader(data)
        guard frame != nil else { return nil }
      default: break
      }
    }
    return nil
  }

  /// The tables by class (0 for DC, 1 for AC) and number; those of Motion JPEG where the file
  /// brings none.
  fileprivate struct HuffmanTables {
    private var tables: [UInt8: JPEGHuffmanTable] = [:]

    init() {
      StandardHuffmanTables.segment.withUnsafeBytes { segment in
        _ = read(UnsafeRawBufferPointer(rebasing: segment[4...]))
      }
    }

    /// T.81, B.2.4.2.
    mutating func read(_ data: UnsafeRawBufferPointer) -> Bool {
      var position = 0
      while position + 17 <= data.count {
        let counts = data[position + 1..<position + 17]
        let end = position + 17 + counts.reduce(0) { $0 + Int($1) }
        guard end <= data.count,
          let table = JPEGHuffmanTable(counts: counts, symbols: data[position + 17..<end])
        else { return false }
        tables[data[position]] = table
        position = end
      }
      return position == data.count
    }

    func table(_ tableClass: UInt8, _ number: UInt8) -> JPEGHuffmanTable? {
      tables[tableClass << 4 | number]
    }
  }
}

extension JPEGFrameHeader {
  /// The scan header (T.81, B.2.3).
  fileprivate func components(
    _ data: UnsafeRawBufferPointer, _ tables: JPEGScan.HuffmanTables
  ) -> [JPEGScan.Component]? {
    guard let count = data.first, Int(count) == components.count,
      data.count >= 1 + 2 * Int(count)
    else { return nil }
    var result: [JPEGScan.Component] = []
    for index in 0..<Int(count) {
      let (id, numbers) = (data[1 + 2 * index], data[2 + 2 * index])
      guard let component = components.first(where: { $0.id == id }),
        let dc = tables.table(0, numbers >> 4), let ac = tables.table(1, numbers & 15)
      else { return nil }
      result.append(
        JPEGScan.Component(blockCount: component.across * component.down, dc: dc, ac: ac))
    }
    return result
  }
}
