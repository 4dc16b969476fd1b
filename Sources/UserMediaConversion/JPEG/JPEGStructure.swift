/// The headers of a JPEG, parsed without decoding it.
struct JPEGStructure {
  private let file: UnsafeRawBufferPointer
  /// The frame header before the first scan; `nil` if there is no valid one.
  private(set) var frameHeader: JPEGFrameHeader?
  /// Whether the file contains the Huffman tables of its scan.
  private(set) var hasHuffmanTables = false
  /// The offset of the first scan's marker; `nil` if there is none.
  private(set) var scanOffset: Int?
  /// The ranges of the file that make up one picture, without anything before the start marker,
  /// start markers repeated before the first scan, and trailing zeros. At most
  /// ``maximumRepeatedStarts`` + 1; empty if the file has no start.
  private(set) var parts: [Range<Int>] = []
  private var scanDataOffset = 0
  /// The offset of another picture that starts before the first scan of this one.
  private var cutOffset: Int?
  private var restartInterval = 0
  private var hasJFIF = false
  /// The colour transform given in Adobe's segment.
  private var adobeTransform: UInt8?

  /// Some cameras repeat the start marker; more repetitions are not accepted.
  private static let maximumRepeatedStarts = 4

  /// Parses the headers up to the first scan. Damaged parts are ignored.
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
        guard frameHeader == nil, parts.count < Self.maximumRepeatedStarts else {
          cutOffset = marker.offset
          return
        }
        // Tables before a repeated marker are kept; everything else there is dropped.
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

  /// The end of the file, excluding the zeros that its buffer was cleared with.
  private static func end(of file: UnsafeRawBufferPointer, from start: Int) -> Int {
    var end = file.count
    // A final 0xff is data, and is followed by a zero.
    while end > start + 1, file[end - 1] == 0, file[end - 2] == 0 { end -= 1 }
    return end
  }

  /// Width in pixels; 0 if there is no frame header before the scan.
  var width: Int { frameHeader?.width ?? 0 }

  /// Height in pixels; like ``width``.
  var height: Int { frameHeader?.height ?? 0 }

  /// Whether the file has everything that precedes a picture's samples.
  var hasPicture: Bool { scanOffset != nil && width > 0 && height > 0 }

  /// Why this library cannot decode a picture with these headers; `nil` if it can.
  var unsupported: String? {
    guard let frameHeader else { return nil }
    if frameHeader.process == .other { return "a lossless or hierarchical JPEG cannot be decoded" }
    if frameHeader.precision != 8 {
      return "a JPEG of \(frameHeader.precision) bits per sample cannot be decoded"
    }
    switch frameHeader.components.count {
    case 1: return nil
    case 3: return isRGB ? "a JPEG of R G B samples cannot be decoded, only Y U V and grey" : nil
    case 4: return "a JPEG of CMYK samples cannot be decoded, only Y U V and grey"
    default: return "a JPEG of two components cannot be decoded, only Y U V and grey"
    }
  }

  /// Whether the three components are R G B. No standard defines this; libjpeg decides the same
  /// way.
  private var isRGB: Bool {
    if hasJFIF { return false }
    if let adobeTransform { return adobeTransform == 0 }
    return frameHeader?.components.map(\.id).elementsEqual("RGB".utf8) == true
  }

  /// Whether the file is long enough for every block its header claims: at least two bits per
  /// block, or one in a progressive file.
  var hasRoomForPicture: Bool {
    guard let frameHeader else { return false }
    let byteCount = file.count - scanDataOffset
    switch frameHeader.process {
    case .sequential: return frameHeader.blockCount <= 4 * byteCount
    case .progressive: return frameHeader.blockCount <= 8 * byteCount
    // Arithmetic codes have no minimum length.
    case .arithmetic, .other: return frameHeader.width * frameHeader.height <= 1 << 24
    }
  }

  /// Whether the file has its end marker, and all restart markers of its scan in order.
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
    /// With an end marker, which ends at this offset.
    case marker(Int)
    /// Without one: the next picture starts at this offset.
    case nextPicture(Int)
    /// Beyond the available bytes.
    case beyond
  }

  /// The end of the first picture in the bytes.
  var end: End {
    if let cutOffset { return .nextPicture(cutOffset) }
    var markers = JPEGMarkers(file, from: scanOffset == nil ? 2 : scanDataOffset)
    while let marker = markers.next() {
      if marker.code == JPEGMarkers.endOfImage { return .marker(marker.data.upperBound) }
      // Before the scan, it is a repeated start marker.
      if marker.code == JPEGMarkers.startOfImage, scanOffset != nil {
        return .nextPicture(marker.offset)
      }
    }
    return .beyond
  }
}
