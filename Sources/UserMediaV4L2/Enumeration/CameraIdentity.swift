import UserMediaCore

/// A camera's persistent names, found without opening it.
struct CameraIdentity: Hashable, Sendable {
  /// The device id, which survives replugging and restarts as far as the device allows. For a USB
  /// camera: vendor, product and serial number, or the port if it has no serial number. For any
  /// other: its place in the machine.
  let id: String
  /// The physical device: its sysfs directory without `/sys`.
  ///
  /// For a USB camera this is the USB device: the nearest ancestor with an `idVendor`. A sound
  /// server reports a sound card below it for the same webcam's microphone (PulseAudio's
  /// `sysfs.path` property), so truncating that path at the same ancestor gives the same value.
  let groupId: String

  /// The names of a camera that sysfs knows.
  init(_ node: SysfsNode) {
    if let usb = node.usb {
      let which = usb.serial.isEmpty ? "@\(usb.path)" : "-\(usb.serial)"
      id = "usb-\(usb.vendor)-\(usb.product)\(which)-\(usb.interface).\(node.index)"
      groupId = usb.path
    } else if let device = node.device {
      id = "\(device)-\(node.name).\(node.index)"
      groupId = device
    } else {
      id = "virtual-\(node.name).\(node.index)"
      groupId = node.path
    }
  }

  /// The names of a camera that sysfs doesn't know, for example in a container without sysfs.
  init(_ capabilities: V4L2Capabilities, path: String) {
    id = "\(capabilities.busInfo)-\(capabilities.card)-\(path)"
    groupId = capabilities.busInfo
  }
}

extension VideoFacingMode {
  /// The facing mode by words in the label, as adapter.js does it (src/js/chrome/getusermedia.js).
  static func modes(label: String) -> [VideoFacingMode] {
    let label = label.lowercased()
    if label.contains("back") || label.contains("rear") { return [.environment] }
    return label.contains("front") ? [.user] : []
  }
}
