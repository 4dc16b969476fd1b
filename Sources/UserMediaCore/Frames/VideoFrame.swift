/// One picture (WebCodecs, `VideoFrame`): a handle on memory that its holder may read for as long
/// as it holds it.
///
/// Copying the value shares the memory; the memory goes back to its driver or pool when the last
/// copy is gone. The bytes never change while any copy is held, whatever happens to the device.
public struct VideoFrame: Sendable {
  /// The size, format and planes that this frame has in common with its neighbours.
  public let layout: VideoFrameLayout
  /// When the first byte was captured: microseconds on the system's monotonic clock.
  public let timestamp: Int64
  /// How long the frame is shown, in microseconds, where the rate is known.
  public let duration: Int64?
  /// The driver's frame counter, without wrapping; a gap means that the driver lost frames.
  public let sequence: UInt64
  /// Bytes that hold data: for JPEG the length of the file, else the size of the picture.
  public let byteCount: Int
  /// The memory, shared with all copies of this frame.
  package let buffer: FrameBuffer

  package init(
    buffer: FrameBuffer, layout: VideoFrameLayout, byteCount: Int? = nil, timestamp: Int64,
    duration: Int64? = nil,
    sequence: UInt64
  ) {
    self.buffer = buffer
    self.layout = layout
    self.byteCount = byteCount ?? layout.byteCount
    self.timestamp = timestamp
    self.duration = duration
    self.sequence = sequence
  }

  /// How the bytes are laid out, by its V4L2 name.
  public var pixelFormat: PixelFormat { layout.pixelFormat }
  /// Pixels across.
  public var codedWidth: Int { layout.width }
  /// Pixels down.
  public var codedHeight: Int { layout.height }
  /// The part that is to be shown, all of it: crops have planes of their own (WebCodecs,
  /// `visibleRect`).
  public var visibleRect: VideoRect {
    VideoRect(x: 0, y: 0, width: codedWidth, height: codedHeight)
  }
  /// How sample values stand for colours.
  public var colorSpace: VideoColorSpace { layout.colorSpace }
  /// How the rows follow each other in time: also of what was converted from an interlaced picture,
  /// unless that has another height.
  public var fieldOrder: VideoFieldOrder { layout.fieldOrder }

  /// Calls `body` with the bytes of one plane, from its first sample to the end of its last row.
  ///
  /// Rows are `layout.planes[plane].stride` bytes apart. For JPEG, plane 0 is the file.
  /// - Precondition: the frame has that plane.
  public func withPlane<Result, Failure: Error>(
    _ plane: Int, _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(unsafePlane(plane).bytes)
  }

  /// The frame that `make` gives for `key`, made once for each picture, at this frame's time: one
  /// picture can be lent several times.
  package func derived<Failure: Error>(
    _ key: ConversionKey, make: () throws(Failure) -> VideoFrame
  ) throws(Failure) -> VideoFrame {
    let made = try buffer.converted(key, of: layout, make: make)
    if made.timestamp == timestamp, made.sequence == sequence { return made }
    return VideoFrame(
      buffer: made.buffer, layout: made.layout, byteCount: made.byteCount, timestamp: timestamp,
      duration: duration, sequence: sequence)
  }

  /// The memory of one plane, valid while the frame is held.
  package func unsafePlane(_ plane: Int) -> UnsafeRawBufferPointer {
    guard !layout.planes.isEmpty else {
      precondition(plane == 0, "a JPEG has one plane")
      return UnsafeRawBufferPointer(rebasing: buffer.regions[0].bytes[..<byteCount])
    }
    let place = layout.planes[plane]
    return UnsafeRawBufferPointer(
      rebasing: buffer.regions[place.region].bytes[place.offset...].prefix(
        layout.planeByteCounts[plane]))
  }
}
