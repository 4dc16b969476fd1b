import UserMediaCore

/// Pointers to the planes of one picture, for libyuv and TurboJPEG; valid while the frame is held.
///
/// U precedes V; formats with V first are swapped here.
struct Planes {
  /// A plane: its first sample, and the distance in bytes between rows.
  struct Plane {
    var start: UnsafeMutablePointer<UInt8>
    var stride: Int32
  }

  let width: Int32
  let height: Int32
  let format: PixelFormat
  let colorSpace: VideoColorSpace
  /// The only plane, or luma.
  let y: Plane
  /// U, or pairs of U and V; the first plane if there is neither.
  let u: Plane
  /// V; the same as `u` if there is none.
  let v: Plane

  /// The planes of a frame that is only read, or held only by its producer.
  /// - Precondition: the frame is not a JPEG, and its format is known.
  init(_ frame: VideoFrame) {
    func plane(_ index: Int) -> Plane {
      let bytes = frame.unsafePlane(index)
      // Every plane has at least one byte; otherwise the layout would not exist.
      return Plane(
        start: UnsafeMutableRawPointer(mutating: bytes.baseAddress!)
          .assumingMemoryBound(to: UInt8.self),
        stride: Int32(frame.layout.planes[index].stride))
    }
    width = Int32(frame.codedWidth)
    height = Int32(frame.codedHeight)
    format = frame.pixelFormat
    colorSpace = frame.colorSpace
    let count = frame.layout.planes.count
    let second = min(1, count - 1)
    let third = min(2, count - 1)
    let vFirst = format == .yv12
    y = plane(0)
    u = plane(vFirst ? third : second)
    v = plane(vFirst ? second : third)
  }
}
