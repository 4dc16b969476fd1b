import CV4L2
import UserMediaCore

/// What libv4lconvert, the part of libv4l2 that converts, can make of a device's formats.
///
/// Asking it changes nothing: it lists formats and tries them.
struct FormatConverter: ~Copyable {
  private let data: OpaquePointer
  private let type = V4L2BufferType.singlePlanar

  /// Looks at an open device; `nil` when memory is short.
  init?(_ device: V4L2Device) {
    guard let data = v4lconvert_create(device.descriptor) else { return nil }
    self.data = data
  }

  deinit {
    v4lconvert_destroy(data)
  }

  /// The driver's format that I420 of exactly this size would be made from; `nil` when it cannot be
  /// made.
  func source(width: Int, height: Int) -> UInt32? {
    var result = v4l2_format(
      fourCC: PixelFormat.i420.rawValue, width: width, height: height, type: type)
    var source = v4l2_format()
    guard v4lconvert_try_format(data, &result, &source) == 0,
      result.fmt.pix.pixelformat == PixelFormat.i420.rawValue,
      result.fmt.pix.width == UInt32(width), result.fmt.pix.height == UInt32(height)
    else { return nil }
    return source.fmt.pix.pixelformat
  }
}
