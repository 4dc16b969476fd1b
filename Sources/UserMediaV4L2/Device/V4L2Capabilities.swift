import CV4L2
import UserMediaCore

/// What a node says of itself (V4L2, `VIDIOC_QUERYCAP`).
struct V4L2Capabilities: Hashable, Sendable {
  /// The kernel's driver.
  let driver: String
  /// The device's name for a person.
  let card: String
  /// Where the device hangs: `"usb-0000:00:14.0-2"`.
  let busInfo: String
  /// Flags of this node, not of the whole device.
  let flags: UInt32

  /// Reads a device's answer.
  init(_ capability: v4l2_capability) {
    driver = String(fixed: capability.driver)
    card = String(fixed: capability.card)
    busInfo = String(fixed: capability.bus_info)
    // The older field tells of all nodes of the device together: a webcam's metadata node claims
    // there to capture pictures.
    flags =
      capability.capabilities & UInt32(V4L2_CAP_DEVICE_CAPS) != 0
      ? capability.device_caps : capability.capabilities
  }

  /// How pictures are captured from the node; `nil` when it is no camera that streams.
  ///
  /// A memory-to-memory converter has flags of its own (`V4L2_CAP_VIDEO_M2M`), or on old drivers
  /// those of capture and of output together.
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
  /// Whether the camera is a v4l2loopback device, which shows what another program writes.
  ///
  /// It cycles through all its buffers, including those not queued (v4l2loopback.c,
  /// `v4l2_loopback_write`), and it outlives the program that feeds it.
  var isFedByProgram: Bool { driver == "v4l2 loopback" }
}

/// The two kinds of capture buffer (V4L2, `v4l2_buf_type`).
enum V4L2BufferType: Sendable {
  /// A picture lies in one piece of memory.
  case singlePlanar
  /// A picture can lie in several.
  case multiPlanar

  /// The number in ioctl arguments.
  var rawValue: UInt32 {
    switch self {
    case .singlePlanar: V4L2_BUF_TYPE_VIDEO_CAPTURE.rawValue
    case .multiPlanar: V4L2_BUF_TYPE_VIDEO_CAPTURE_MPLANE.rawValue
    }
  }
}

extension String {
  /// The text in a C array of characters, up to its first zero or its end; bytes that are not UTF-8
  /// are replaced.
  init<Characters>(fixed characters: Characters) {
    self = withUnsafeBytes(of: characters) {
      String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

extension V4L2Device {
  /// Asks the node what it is; changes nothing.
  func capabilities() throws(CaptureError) -> V4L2Capabilities {
    var capability = v4l2_capability()
    try perform(.queryCapabilities, &capability, orThrow: "does not say what it is")
    return V4L2Capabilities(capability)
  }
}
