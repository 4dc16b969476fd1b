/// What the headers of a JPEG say, without decoding it.
struct JPEGStructure {
  private let file: UnsafeRawBufferPointer
  /// Pixels across and down; 0 when there is no frame header before the scan.
  private(set) var width = 0
  private(set) var height = 0
  /// Whether the picture is one baseline scan, as cameras send it.
  private(set) var isBaseline = false
  /// Whether the file brings the tables that its scan is coded with.
  private(set) var hasHuffmanTables = false
  /// Where the marker of the first scan lies; `nil` when there is none.
  private(set) var scanOffset: Int?
  private var scanDataOffset = 0
  private var restartInterval = 0
  /// Blocks that are coded together.
  private var unitCount = 0

  /// Reads the headers up to the first scan. What is damaged is left as it was.
  init(_ file: UnsafeRawBufferPointer) {
    self.file = file
    var markers = JPEGMarkers(file)
    guard let first = markers.next(), first.code == JPEGMarkers.startOfImage, first.offset == 0
    else { return }
    while let marker = markers.next() {
      let data = UnsafeRawBufferPointer(rebasing: file[marker.data])
      switch marker.code {
      case JPEGMarkers.huffmanTables: hasHuffmanTables = true
      case JPEGMarkers.restartInterval where data.count >= 2:
        restartInterval = Int(data[0]) << 8 | Int(data[1])
      case JPEGMarkers.startOfScan:
        scanOffset = marker.offset
        scanDataOffset = marker.data.upperBound
        return
      case JPEGMarkers.endOfImage: return
      case let code where JPEGMarkers.isStartOfFrame(code): readFrameHeader(code, data)
      default: break
      }
    }
  }

  /// T.81, B.2.2.
  private mutating func readFrameHeader(_ code: UInt8, _ data: UnsafeRawBufferPointer) {
    guard data.count >= 6 else { return }
    height = Int(data[1]) << 8 | Int(data[2])
    width = Int(data[3]) << 8 | Int(data[4])
    isBaseline = code == 0xc0
    let componentCount = Int(data[5])
    guard data.count >= 6 + 3 * componentCount else { return }
    var (across, down) = (1, 1)
    if componentCount > 1 {
      for component in 0..<componentCount {
        across = max(across, Int(data[7 + 3 * component] >> 4))
        down = max(down, Int(data[7 + 3 * component] & 15))
      }
    }
    unitCount =
      ((width + 8 * across - 1) / (8 * across)) * ((height + 8 * down - 1) / (8 * down))
  }

  /// Whether the file has its end, and all the restart markers of its scan in order.
  var isWhole: Bool {
    guard scanOffset != nil, unitCount > 0 else { return false }
    var markers = JPEGMarkers(file, from: scanDataOffset)
    var restarts = 0
    while let marker = markers.next() {
      if JPEGMarkers.restarts.contains(marker.code) {
        guard Int(marker.code & 7) == restarts & 7 else { return false }
        restarts += 1
      } else if marker.code == JPEGMarkers.endOfImage {
        return !isBaseline || restartInterval == 0 && restarts == 0
          || restartInterval > 0 && restarts == (unitCount - 1) / restartInterval
      } else if marker.code == JPEGMarkers.startOfScan {
        restarts = 0
      }
    }
    return false
  }

  /// Whether the picture is whole although libjpeg warned so: many webcams leave a few stray bytes
  /// before a restart marker or the end (`JWRN_EXTRANEOUS_DATA`), which cost no pixel.
  func isWhole(inSpiteOf warning: String) -> Bool {
    let words = warning.split(separator: " ")
    guard let position = words.firstIndex(of: "extraneous"), position > 0,
      let count = Int(words[position - 1]), let marker = words.last
    else { return false }
    // Decoding that lost its way leaves many bytes over; what cameras leave is ten and less.
    let isInScan = marker.hasPrefix("0xd")
    return (!isInScan || count <= 32) && isBaseline && isWhole
  }

  /// Where the first whole JPEG of the file ends; `nil` when its end is not there.
  var endOffset: Int? {
    guard scanOffset != nil else { return nil }
    var markers = JPEGMarkers(file, from: scanDataOffset)
    while let marker = markers.next() {
      if marker.code == JPEGMarkers.endOfImage { return marker.data.upperBound }
      if marker.code == JPEGMarkers.startOfImage { return nil }
    }
    return nil
  }
}
