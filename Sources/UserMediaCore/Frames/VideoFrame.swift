/// One picture (WebCodecs, `VideoFrame`): a handle to memory that can be read while the handle is
/// held.
///
/// Copies of the value share the memory, which returns to its driver or pool when the last copy is
/// released. The bytes never change while any copy is held, whatever happens to the device.
public struct VideoFrame: Sendable {
  /// The size, format and planes, shared with the stream's other frames.
  public let layout: VideoFrameLayout
  /// Capture time of the first byte: microseconds of the system's monotonic clock.
  public let timestamp: Int64
  /// The frame's duration in microseconds; `nil` if the rate is unknown.
  public let duration: Int64?
  /// The driver's frame counter, unwrapped; a gap means that the driver lost frames.
  public let sequence: UInt64
  /// The number of bytes used: the length of a JPEG, or the size of the picture.
  public let byteCount: Int
  /// The memory, shared by all copies of this frame.
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

  /// The pixel format.
  public var pixelFormat: PixelFormat { layout.pixelFormat }
  /// Width in pixels.
  public var codedWidth: Int { layout.width }
  /// Height in pixels.
  public var codedHeight: Int { layout.height }
  /// The visible part: always the whole frame, since crops have their own planes (WebCodecs,
  /// `visibleRect`).
  public var visibleRect: VideoRect {
    VideoRect(x: 0, y: 0, width: codedWidth, height: codedHeight)
  }
  /// How sample values map to colours.
  public var colorSpace: VideoColorSpace { layout.colorSpace }
  /// How the rows are ordered in time. A conversion keeps the order of an interlaced picture,
  /// unless its height differs.
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

  /// The frame that `make` produces for `key`, made once per picture, with this frame's timestamp:
  /// one picture can be lent several times.
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
