import CYUV
public import UserMediaCore

extension VideoFrame {
  /// The bytes that ``copy(to:_:)`` with the same options needs (WebCodecs,
  /// `VideoFrame.allocationSize`).
  /// - Throws: `TypeError` when the rectangle or the layout does not fit the picture,
  ///   `NotSupportedError` when the frame is a JPEG and no format is asked for.
  public func allocationSize(
    _ options: VideoFrameCopyToOptions = VideoFrameCopyToOptions()
  ) throws -> Int {
    try CopyPlan(layout, options).byteCount
  }

  /// Copies pixels to memory of the caller's, and returns where each plane went (WebCodecs,
  /// `VideoFrame.copyTo`).
  /// - Throws: what ``allocationSize(_:)`` and ``converted(to:)`` throw; `TypeError` when the
  ///   destination is too small.
  @discardableResult
  public func copy(
    to destination: UnsafeMutableRawBufferPointer,
    _ options: VideoFrameCopyToOptions = VideoFrameCopyToOptions()
  ) throws -> [PlaneLayout] {
    let plan = try CopyPlan(layout, options)
    guard destination.count >= plan.byteCount else {
      throw TypeError(
        "the destination has \(destination.count) bytes, \(plan.byteCount) are needed")
    }
    try converted(to: plan.format).copy(plan, to: destination)
    return plan.planes
  }

  /// The picture's bytes in `format`, planes one after another without padding; for JPEG frames
  /// asked for as they are, the file.
  /// - Throws: what ``converted(to:)`` throws.
  public func bytes(as format: PixelFormat) throws(DOMException) -> [UInt8] {
    let frame = try converted(to: format)
    if format.isJPEG { return Array(frame.unsafePlane(0)) }
    let plan = CopyPlan(frame.layout)
    return [UInt8](unsafeUninitializedCapacity: plan.byteCount) { bytes, count in
      frame.copy(plan, to: UnsafeMutableRawBufferPointer(bytes))
      count = plan.byteCount
    }
  }

  /// - Precondition: the plan is for this frame's format and size, and the destination has room.
  private func copy(_ plan: CopyPlan, to destination: UnsafeMutableRawBufferPointer) {
    guard let base = destination.baseAddress else { return }
    for (index, plane) in plan.planes.enumerated() {
      let part = plan.parts[index]
      let source = unsafePlane(index)
      let stride = layout.planes[index].stride
      // Planes have at least one byte, and parts lie within them.
      CopyPlane(
        source.baseAddress!.assumingMemoryBound(to: UInt8.self)
          + part.top * stride + part.left, Int32(stride),
        (base + plane.offset).assumingMemoryBound(to: UInt8.self), Int32(plane.stride),
        Int32(part.rowBytes), Int32(part.rows))
    }
  }
}
