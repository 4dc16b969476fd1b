import CV4L2
import UserMediaCore

/// A device node's capabilities (V4L2, `VIDIOC_QUERYCAP`).
struct V4L2Capabilities: Hashable, Sendable {
  /// The name of the kernel driver.
  let driver: String
  /// The device's human-readable name.
  let card: String
  /// Where the device is connected: `"usb-0000:00:14.0-2"`.
  let busInfo: String
  /// The capability flags of this node, not of the whole device.
  let flags: UInt32

  /// Reads the driver's answer.
  init(_ capability: v4l2_capability) {
    driver = String(fixed: capability.driver)
    card = String(fixed: capability.card)
    busInfo = String(fixed: capability.bus_info)
    // `capabilities` covers all nodes of the device together: for a webcam's metadata node it
    // includes video capture.
    flags =
      capability.capabilities & UInt32(V4L2_CAP_DEVICE_CAPS) != 0
      ? capability.device_caps : capability.capabilities
  }

  /// The buffer type for capturing from the node; `nil` if it isn't a camera that streams.
  ///
  /// A memory-to-memory converter has its own flags (`V4L2_CAP_VIDEO_M2M`) or, in old drivers,
  /// those of capture and output together.
  var captureType: V4L2BufferType? {
    func has(_ flag: Int32) -> Bool { flags & UInt32(flag) != 0 }
    let isOther =
      has(V4L2_CAP_VIDEO_OUTPUT) || has(V4L2_CAP_VIDEO_OUTPUT_MPLANE) || has(V4L2_CAP_VIDEO_M2M)
      || has(V4L2_CAP_VIDEO_M2M_MPLANE) || has(V4L2_CAP_TOUCH) || has(V4L2_CAP_META_CAPTURE)
    guard !isOther, has(V4L2_CAP_STREAMING) else { return nil }
    if has(V4L2_CAP_VIDEO_CAPTURE) { return .singlePlanar }
    if has(V4L2_CAP_VIDEO_CAPTURE_MPLANE) { return .multiPlanar }
    return nil
  }
}

extension V4L2Capabilities {
  /// Whether the camera is a v4l2loopback device, which shows what another program writes to it.
  ///
  /// It cycles through all its buffers, even those that aren't queued (v4l2loopback.c,
  /// `v4l2_loopback_write`), and it outlives the program that feeds it.
  var isFedByProgram: Bool { driver == "v4l2 loopback" }
}

/// The two kinds of capture buffer (V4L2, `v4l2_buf_type`).
enum V4L2BufferType: Sendable {
  /// A picture is in one block of memory.
  case singlePlanar
  /// A picture can be in several blocks of memory.
  case multiPlanar

  /// The value in ioctl arguments.
  var rawValue: UInt32 {
    switch self {
    case .singlePlanar: V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
    case .multiPlanar: V4L2_BUF_TYPE_VIDEO_CAPTURE_MPLANE.rawValue
    }
  }
}

extension String {
  /// Creates a string from a fixed-size C array of characters, up to the first zero or the end;
  /// invalid UTF-8 is replaced.
  init<Characters>(fixed characters: Characters) {
    self = withUnsafeBytes(of: characters) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

extension V4L2Device {
  /// Queries the node's capabilities; changes nothing.
  func capabilities() throws(CaptureError) -> V4L2Capabilities {
    var capability = v4l2_capability()
    try perform(.queryCapabilities, &capability, orThrow: "does not say what it is")
    return V4L2Capabilities(capability)
  }
}
