import UserMediaCore

/// Pointers to the planes of one picture, as libyuv and TurboJPEG take them; valid while the frame
/// that they were taken from is held.
///
/// U comes before V, and the formats that have V first are turned round here.
struct Planes {
  /// A plane: its first sample, and bytes from one row to the next.
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
  /// U, or pairs of U and V; the first plane where there is none.
  let u: Plane
  /// V; as `u` where there is none.
  let v: Plane

  /// The planes of a frame that is only read, or that its maker alone holds.
  /// - Precondition: the frame is no JPEG, and its format is a known one.
  init(_ frame: VideoFrame) {
    func plane(_ index: Int) -> Plane {
      let bytes = frame.unsafePlane(index)
      // Every plane has at least one byte, or the layout would not have been made.
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
