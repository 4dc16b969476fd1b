import CV4L2
import UserMediaCore

/// Finds out which of a device's formats libv4lconvert, libv4l2's converter, can convert.
///
/// Queries change nothing: they only list and try formats.
struct FormatConverter: ~Copyable {
  private let data: OpaquePointer
  private let type = V4L2BufferType.singlePlanar

  /// Queries an open device; `nil` if memory is short.
  init?(_ device: V4L2Device) {
    guard let data = v4lconvert_create(device.descriptor) else { return nil }
    self.data = data
  }

  deinit {
    v4lconvert_destroy(data)
  }

  /// The driver's format from which I420 of exactly this size would be converted; `nil` if there is
  /// none.
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
