/// What the headers of a JPEG say, without decoding it.
struct JPEGStructure {
  private let file: UnsafeRawBufferPointer
  private var frameHeader: JPEGFrameHeader?
  /// Whether the picture is one baseline scan, as cameras send it.
  private(set) var isBaseline = false
  /// Whether the file brings the tables that its scan is coded with.
  private(set) var hasHuffmanTables = false
  /// Where the marker of the first scan lies; `nil` when there is none.
  private(set) var scanOffset: Int?
  private var scanDataOffset = 0
  private var restartInterval = 0

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
      case let code where JPEGMarkers.isStartOfFrame(code):
        frameHeader = JPEGFrameHeader(data)
        isBaseline = code == 0xc0
      default: break
      }
    }
  }

  /// Pixels across; 0 when there is no frame header before the scan.
  var width: Int { frameHeader?.width ?? 0 }

  /// Pixels down; as ``width``.
  var height: Int { frameHeader?.height ?? 0 }

  /// Whether the file has its end, and all the restart markers of its scan in order.
  var isWhole: Bool {
    guard scanOffset != nil, let unitCount = frameHeader?.unitCount, unitCount > 0 else {
      return false
    }
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
    guard warning.contains("extraneous bytes"), isBaseline, let scan = JPEGScan(file) else {
      return false
    }
    return scan.isWhole(in: file, from: scanDataOffset)
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
