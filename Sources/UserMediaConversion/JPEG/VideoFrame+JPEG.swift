public import UserMediaCore

extension VideoFrame {
  /// The picture as a JPEG file.
  ///
  /// From a camera that sends JPEG it is the camera's own file, byte for byte; Huffman tables that
  /// Motion JPEG leaves out are put in, so that every reader opens it. `quality`, 1...100, is for
  /// all other formats.
  /// - Throws: `EncodingError` when the camera's file is cut off or of another size than the frame,
  ///   `NotSupportedError` when the format cannot be converted.
  public func jpegData(quality: Int = 90) throws(DOMException) -> [UInt8] {
    if pixelFormat.isJPEG { return try ownJPEG() }
    return try JPEGEncoder.encode(self, quality: min(max(quality, 1), 100))
  }

  private func ownJPEG() throws(DOMException) -> [UInt8] {
    let file = unsafePlane(0)
    let structure = JPEGStructure(file)
    guard structure.isWhole, let scan = structure.scanOffset else {
      throw DOMException(name: "EncodingError", message: "the camera's JPEG is damaged")
    }
    guard structure.width == codedWidth, structure.height == codedHeight else {
      throw DOMException(
        name: "EncodingError",
        message:
          "the JPEG is \(structure.width)x\(structure.height), the frame \(codedWidth)x\(codedHeight)"
      )
    }
    if structure.hasHuffmanTables || !structure.isBaseline { return Array(file) }
    return Array(file[..<scan]) + StandardHuffmanTables.segment + Array(file[scan...])
  }
}
