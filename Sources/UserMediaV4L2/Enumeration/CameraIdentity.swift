import UserMediaCore

/// How a camera is known: lasting names that need no opening.
struct CameraIdentity: Hashable, Sendable {
  /// The same after re-plugging and over restarts, as far as the device can tell: of a USB camera
  /// its vendor, product and serial number, or its port when it has none; of another its place in
  /// the machine.
  let id: String
  /// The physical device, by its directory in sysfs without `/sys`.
  ///
  /// Of a USB camera that is the USB device: the nearest ancestor that has an `idVendor`. A sound
  /// server gives the path of the microphone of the same webcam as that of a sound card below it
  /// (PulseAudio's `sysfs.path` property), so cutting that path at the same ancestor gives the
  /// same.
  let groupId: String

  /// Names that are known.
  init(id: String, groupId: String) {
    self.id = id
    self.groupId = groupId
  }

  /// The names of the camera at a node.
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

  /// The names of a camera that sysfs does not know, as in a container without it.
  init(_ capabilities: V4L2Capabilities, path: String) {
    id = "\(capabilities.busInfo)-\(capabilities.card)-\(path)"
    groupId = capabilities.busInfo
  }
}

extension VideoFacingMode {
  /// Where a camera looks by the words in its name, as adapter.js looks for them
  /// (src/js/chrome/getusermedia.js).
  static func modes(label: String) -> [VideoFacingMode] {
    let label = label.lowercased()
    if label.contains("back") || label.contains("rear") { return [.environment] }
    return label.contains("front") ? [.user] : []
  }
}
