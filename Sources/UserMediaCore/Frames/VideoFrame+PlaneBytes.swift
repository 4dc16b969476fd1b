extension VideoFrame {
  /// A copy of one plane's bytes, from its first sample to the end of its last row.
  ///
  /// The byte of column `x` and row `y` is at `y * layout.planes[plane].stride + x`. To read without
  /// a copy, use ``withPlane(_:_:)``.
  /// - Precondition: the frame has that plane.
  public func planeBytes(_ plane: Int) -> [UInt8] {
    withPlane(plane) { bytes in bytes.withUnsafeBytes { Array($0) } }
  }
}

extension RawSpan {
  /// The byte at an offset.
  /// - Precondition: the offset is at least 0 and less than `byteCount`.
  public subscript(offset: Int) -> UInt8 {
    precondition(byteOffsets.contains(offset), "the offset is outside of the bytes")
    return unsafeLoad(fromByteOffset: offset, as: UInt8.self)
  }
}
