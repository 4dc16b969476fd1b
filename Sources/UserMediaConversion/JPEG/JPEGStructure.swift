/// What the headers of a JPEG say, without decoding it.
struct JPEGStructure {
  private let file: UnsafeRawBufferPointer
  /// The frame header before the first scan; `nil` when there is none that makes sense.
  private(set) var frameHeader: JPEGFrameHeader?
  /// Whether the file brings the tables that its scan is coded with.
  private(set) var hasHuffmanTables = false
  /// Where the marker of the first scan lies; `nil` when there is none.
  private(set) var scanOffset: Int?
  /// The pieces of the file that make one picture: without what stands before the start marker,
  /// without start markers that are repeated before the first scan, and without zeros at the end. At
  /// most ``mostRepeatedStarts`` + 1; none where the file does not begin.
  private(set) var parts: [Range<Int>] = []
  private var scanDataOffset = 0
  /// Where another picture begins before the first scan of this one.
  private var cutOffset: Int?
  private var restartInterval = 0
  private var hasJFIF = false
  /// The colour transform that Adobe's segment names.
  private var adobeTransform: UInt8?

  /// Some cameras double the start marker; more of them are no habit.
  private static let mostRepeatedStarts = 4

  /// Reads the headers up to the first scan. What is damaged is left as it was.
  init(_ file: UnsafeRawBufferPointer) {
    self.file = file
    guard let start = JPEGMarkers.startOfImage(in: file, from: 0) else { return }
    var partStart = start
    var hasTables = false
    defer { parts.append(partStart..<Self.end(of: file, from: start + 2)) }
    var markers = JPEGMarkers(file, from: start + 2)
    while let marker = markers.next() {
      let data = UnsafeRawBufferPointer(rebasing: file[marker.data])
      switch marker.code {
      case JPEGMarkers.startOfImage:
        guard frameHeader == nil, parts.count < Self.mostRepeatedStarts else {
          cutOffset = marker.offset
          return
        }
        // Tables that stand before a repeated marker count; all else is left out with it.
        if hasTables { parts.append(partStart..<marker.offset) }
        partStart = parts.isEmpty ? marker.offset : marker.data.upperBound
        hasTables = false
      case JPEGMarkers.quantizationTables: hasTables = true
      case JPEGMarkers.huffmanTables:
        hasTables = true
        hasHuffmanTables = true
      case JPEGMarkers.restartInterval where data.count >= 2:
        restartInterval = Int(data[0]) << 8 | Int(data[1])
      case 0xe0 where data.starts(with: "JFIF\0".utf8): hasJFIF = true
      case 0xee where data.count >= 12 && data.starts(with: "Adobe".utf8): adobeTransform = data[11]
      case JPEGMarkers.startOfScan:
        scanOffset = marker.offset
        scanDataOffset = marker.data.upperBound
        return
      case JPEGMarkers.endOfImage: return
      case let code where JPEGMarkers.isStartOfFrame(code):
        frameHeader = JPEGFrameHeader(code, data)
      default: break
      }
    }
  }

  /// Where the file ends: what its buffer was cleared with is no part of it.
  private static func end(of file: UnsafeRawBufferPointer, from start: Int) -> Int {
    var end = file.count
    // A last 0xff is data, and has a zero behind it.
    while end > start + 1, file[end - 1] == 0, file[end - 2] == 0 { end -= 1 }
    return end
  }

  /// Pixels across; 0 when there is no frame header before the scan.
  var width: Int { frameHeader?.width ?? 0 }

  /// Pixels down; as ``width``.
  var height: Int { frameHeader?.height ?? 0 }

  /// Whether the file has all that stands before a picture's samples.
  var hasPicture: Bool { scanOffset != nil && width > 0 && height > 0 }

  /// Why this library decodes no picture with such headers; `nil` for the usual ones.
  var unsupported: String? {
    guard let frameHeader else { return nil }
    if frameHeader.process == .other { return "a lossless or hierarchical JPEG cannot be decoded" }
    if frameHeader.precision != 8 {
      return "a JPEG of \(frameHeader.precision) bits a sample cannot be decoded"
    }
    switch frameHeader.components.count {
    case 1: return nil
    case 3: return isRGB ? "a JPEG of R G B samples cannot be decoded, only Y U V and grey" : nil
    case 4: return "a JPEG of CMYK samples cannot be decoded, only Y U V and grey"
    default: return "a JPEG of two components cannot be decoded, only Y U V and grey"
    }
  }

  /// Whether three components are R G B: no standard says, and this is how libjpeg tells.
  private var isRGB: Bool {
    if hasJFIF { return false }
    if let adobeTransform { return adobeTransform == 0 }
    return frameHeader?.components.map(\.id).elementsEqual("RGB".utf8) == true
  }

  /// Whether the file is long enough for every block of the picture that its header claims: a
  /// block takes two bits, or one in a progressive file.
  var hasRoomForPicture: Bool {
    guard let frameHeader else { return false }
    let byteCount = file.count - scanDataOffset
    switch frameHeader.process {
    case .sequential: return frameHeader.blockCount <= 4 * byteCount
    case .progressive: return frameHeader.blockCount <= 8 * byteCount
    // Arithmetic codes have no least length.
    case .arithmetic, .other: return frameHeader.width * frameHeader.height <= 1 << 24
    }
  }

  /// Whether the file has its end, and all the restart markers of its scan in order.
  var hasEnd: Bool {
    guard scanOffset != nil, let frameHeader, frameHeader.unitCount > 0 else { return false }
    var markers = JPEGMarkers(file, from: scanDataOffset)
    var restarts = 0
    while let marker = markers.next() {
      if JPEGMarkers.restarts.contains(marker.code) {
        guard Int(marker.code & 7) == restarts & 7 else { return false }
        restarts += 1
      } else if marker.code == JPEGMarkers.endOfImage {
        return !frameHeader.isBaseline || restartInterval == 0 && restarts == 0
          || restartInterval > 0 && restarts == (frameHeader.unitCount - 1) / restartInterval
      } else if marker.code == JPEGMarkers.startOfScan {
        restarts = 0
      }
    }
    return false
  }

  /// How a picture ends.
  enum End {
    /// With its end marker, which ends here.
    case marker(Int)
    /// Without one: the next picture starts here.
    case nextPicture(Int)
    /// Not within the bytes that are there.
    case beyond
  }

  /// Where the first picture of the bytes ends.
  var end: End {
    if let cutOffset { return .nextPicture(cutOffset) }
    var markers = JPEGMarkers(file, from: scanOffset == nil ? 2 : scanDataOffset)
    while let marker = markers.next() {
      if marker.code == JPEGMarkers.endOfImage { return .marker(marker.data.upperBound) }
      // Before the scan it is a repeated one.
      if marker.code == JPEGMarkers.startOfImage, scanOffset != nil {
        return .nextPicture(marker.offset)
      }
    }
    return .beyond
  }
}
