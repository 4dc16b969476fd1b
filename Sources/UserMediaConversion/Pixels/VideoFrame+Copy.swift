import CYUV
public import UserMediaCore

extension VideoFrame {
  /// The number of bytes that ``copy(to:_:)`` needs with the same options (WebCodecs,
  /// `VideoFrame.allocationSize`).
  /// - Throws: `TypeError` if the rectangle or layout does not fit the picture; `NotSupportedError`
  ///   if the frame is a JPEG and no format is given.
  public func allocationSize(
    _ options: VideoFrameCopyToOptions = VideoFrameCopyToOptions()
  ) throws -> Int {
    try CopyPlan(layout, options).byteCount
  }

  /// Copies pixels to the caller's memory, and returns the layout of each plane (WebCodecs,
  /// `VideoFrame.copyTo`).
  /// - Throws: what ``allocationSize(_:)`` and ``converted(to:)`` throw; `TypeError` if the
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

  /// The picture's bytes in `format`, consecutive planes without padding; for a JPEG frame in its
  /// own format, the file.
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
