import UserMediaCore

/// A JPEG worth decoding: its headers are plausible, and its length fits its size.
struct JPEGPicture {
  let file: UnsafeRawBufferPointer
  /// The file's parts, in order (see ``JPEGStructure/parts``).
  let parts: [Range<Int>]
  let header: JPEGFrameHeader

  /// Checks the headers of a frame's file, before allocating memory for the picture.
  /// - Throws: `EncodingError` if the file is damaged or its size differs from the frame's;
  ///   `NotSupportedError` if its samples are neither Y U V nor grey.
  init(
    _ file: UnsafeRawBufferPointer, width: Int, height: Int
  ) throws(DOMException) {
    let structure = JPEGStructure(file)
    guard structure.hasPicture, let header = structure.frameHeader else {
      throw Self.damaged("it has no picture")
    }
    guard header.width == width, header.height == height else {
      throw DOMException(
        name: "EncodingError",
        message: "the JPEG is \(header.width)x\(header.height), the frame \(width)x\(height)")
    }
    if let reason = structure.unsupported { throw DOMException(.notSupported, reason) }
    guard structure.hasRoomForPicture else {
      throw Self.damaged("\(file.count) bytes cannot hold \(width)x\(height) pixels")
    }
    (self.file, parts, self.header) = (file, structure.parts, header)
  }

  private static func damaged(_ why: String) -> DOMException {
    DOMException(name: "EncodingError", message: "the JPEG is damaged: \(why)")
  }
}
