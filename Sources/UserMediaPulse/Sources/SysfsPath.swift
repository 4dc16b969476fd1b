/// The USB device that a sysfs device belongs to, as its path below `/sys`:
/// `/devices/pci0000:00/0000:00:14.0/usb1/1-2`; `nil` if it isn't on a USB bus.
///
/// `path` is anything at or below the device: `/sys/devices/…/usb1/1-2/1-2:1.2/sound/card1`, or the
/// same without `/sys`, as in the sound server's properties. The same webcam's camera is `1-2:1.0`
/// of the device, so the result is the same for both. A USB device is named by its bus and ports,
/// `1-2.4`; an interface's name adds the configuration and interface number after a colon (Linux,
/// Documentation/ABI/stable/sysfs-bus-usb).
func usbParent(ofSysfsPath path: String) -> String? {
  let parts = components(path)
  return parts.lastIndex(where: isUSBDevice).map { joined(parts[...$0]) }
}

/// The physical device of a sound card in sysfs, as its path below `/sys`: the USB device, or the
/// card's parent.
func physicalDevice(ofSysfsPath path: String) -> String {
  usbParent(ofSysfsPath: path) ?? joined(components(path).prefix { $0 != "sound" })
}

private func components(_ path: String) -> [Substring] {
  let parts = path.split(separator: "/")
  return parts.first == "sys" ? Array(parts.dropFirst()) : parts
}

private func joined(_ parts: ArraySlice<Substring>) -> String {
  parts.map { "/" + $0 }.joined()
}

private func isUSBDevice(_ component: Substring) -> Bool {
  let halves = component.split(separator: "-", omittingEmptySubsequences: false)
  return halves.count == 2 && !halves[0].isEmpty && halves[0].allSatisfy(\.isWholeNumber)
    && halves[1].split(separator: ".", omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0.allSatisfy(\.isWholeNumber)
    }
}
