public import UserMediaCore

extension VideoFrame {
  /// The picture as a JPEG file.
  ///
  /// From a camera that sends JPEG it is the camera's own file, byte for byte; Huffman tables that
  /// Motion JPEG leaves out and an end marker that is missing are put in, so that every reader opens
  /// it. `quality`, 1...100, is for all other formats.
  /// - Throws: `EncodingError` when the camera's file is cut off or of another size than the frame,
  ///   `NotSupportedError` when the format cannot be converted.
  public func jpegData(quality: Int = 90) throws(DOMException) -> [UInt8] {
    if pixelFormat.isJPEG { return try ownJPEG() }
    return try JPEGEncoder.encode(self, quality: min(max(quality, 1), 100))
  }

  private func ownJPEG() throws(DOMException) -> [UInt8] {
    let file = unsafePlane(0)
    let structure = JPEGStructure(file)
    guard structure.hasPicture, let header = structure.frameHeader, let scan = structure.scanOffset
    else { throw DOMException(name: "EncodingError", message: "the camera's JPEG is damaged") }
    guard structure.width == codedWidth, structure.height == codedHeight else {
      throw DOMException(
        name: "EncodingError",
        message:
          "the JPEG is \(structure.width)x\(structure.height), the frame \(codedWidth)x\(codedHeight)"
      )
    }
    let hasEnd = structure.hasEnd
    // Whether all blocks are there where the end is not, only decoding tells.
    if !hasEnd { _ = try decoded() }
    let needsTables = header.isBaseline && !structure.hasHuffmanTables
    if hasEnd, !needsTables, structure.parts == [0..<file.count] { return Array(file) }
    var bytes: [UInt8] = []
    for part in structure.parts {
      guard needsTables, part.contains(scan) else {
        bytes += file[part]
        continue
      }
      bytes += file[part.lowerBound..<scan]
      bytes += StandardHuffmanTables.segment
      bytes += file[scan..<part.upperBound]
    }
    return hasEnd ? bytes : bytes + [0xff, JPEGMarkers.endOfImage]
  }
}
