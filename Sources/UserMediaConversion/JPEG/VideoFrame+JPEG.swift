public import UserMediaCore

extension VideoFrame {
  /// Encodes the picture as a JPEG file.
  ///
  /// If the camera sends JPEG, this is the camera's own file, byte for byte, except that missing
  /// Huffman tables (omitted in Motion JPEG) and a missing end marker are added, so that every
  /// reader can open it. `quality`, 1...100, applies to all other formats.
  /// - Throws: `EncodingError` if the camera's file is truncated or its size differs from the
  ///   frame's; `NotSupportedError` if the format cannot be converted.
  public func jpegBytes(quality: Int = 90) throws(DOMException) -> [UInt8] {
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
    // Without an end marker, only decoding shows whether all blocks are there.
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
