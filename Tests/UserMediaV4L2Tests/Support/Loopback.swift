import CV4L2
import Glibc
import Testing
import UserMediaCore

/// A v4l2loopback device: a camera that shows what the test writes.
struct Loopback: ~Copyable {
  /// The node to write to, and to read from: `"/dev/video2"`.
  let path: String
  private let file: Int32

  /// Whether such tests run: if there is a device, or if a missing one must fail them.
  static var isExpected: Bool { getenv("USERMEDIA_REQUIRE_LOOPBACK") != nil || node != nil }

  private static var node: String? {
    (0..<64).first { number in
      guard let file = fopen("/sys/class/video4linux/video\(number)/name", "r") else {
        return false
      }
      defer { fclose(file) }
      var name = [CChar](repeating: 0, count: 64)
      fgets(&name, Int32(name.count), file)
      return name.starts(with: "Dummy video device".utf8.map(CChar.init))
    }.map { "/dev/video\($0)" }
  }

  /// Makes the device a camera with one mode.
  init(_ format: String, width: Int, height: Int, byteCount: Int) throws {
    (path, file) = try Self.open(format, width: width, height: height, byteCount: byteCount)
  }

  private static func open(
    _ format: String, width: Int, height: Int, byteCount: Int
  ) throws -> (path: String, file: Int32) {
    let path = try #require(node)
    let file = Glibc.open(path, O_RDWR | O_CLOEXEC)
    try #require(file >= 0)
    var requested = v4l2_format()
    requested.type = V4L2_BUF_TYPE_VIDEO_OUTPUT.rawValue
    requested.fmt.pix.pixelformat = try #require(PixelFormat(fourCC: format)).rawValue
    requested.fmt.pix.width = UInt32(width)
    requested.fmt.pix.height = UInt32(height)
    requested.fmt.pix.sizeimage = UInt32(byteCount)
    requested.fmt.pix.field = V4L2_FIELD_NONE.rawValue
    try #require(usermedia_ioctl(file, usermedia_VIDIOC_S_FMT, &requested) == 0)
    try #require(requested.fmt.pix.pixelformat == PixelFormat(fourCC: format)?.rawValue)
    // From now on the driver reports video capture.
    var type = V4L2_BUF_TYPE_VIDEO_OUTPUT.rawValue
    try #require(usermedia_ioctl(file, usermedia_VIDIOC_STREAMON, &type) == 0)
    return (path, file)
  }

  deinit {
    close(file)
  }

  /// Shows one frame.
  func show(_ bytes: [UInt8]) throws {
    try #require(write(file, bytes, bytes.count) == bytes.count)
  }
}
