import Glibc
import UserMediaCore

/// What the kernel tells of a device node in sysfs, without the node being opened.
struct SysfsNode: Hashable, Sendable {
  /// The node's directory, without `/sys`: `"/devices/platform/vivid.0/video4linux/video0"`.
  let path: String
  /// The driver's name for the node, which is the card's for webcams; empty when it is not told.
  let name: String
  /// The node's number among those of its device: a webcam's pictures have 0, their metadata 1.
  let index: Int
  /// The device that the node belongs to, without `/sys`; `nil` for one that exists in software
  /// only.
  let device: String?
  /// The USB device that it hangs from, if it does.
  let usb: USBDevice?

  /// A USB device and the interface of it that a node is for.
  struct USBDevice: Hashable, Sendable {
    /// The device's directory, without `/sys`, which tells the port: `"/devices/…/usb1/1-2"`.
    let path: String
    /// Four hexadecimal digits.
    let vendor: String
    /// Four hexadecimal digits.
    let product: String
    /// The serial number that the device claims; empty when it has none.
    let serial: String
    /// The interface's number, two hexadecimal digits; empty when it is not told.
    let interface: String
  }

  /// Looks a node up by its device number.
  init?(major: UInt32, minor: UInt32, sysfs root: String = "/sys") {
    guard let directory = resolvedPath("\(root)/dev/char/\(major):\(minor)"),
      let base = resolvedPath(root)
    else { return nil }
    func relative(_ path: String) -> String { String(path.dropFirst(base.count)) }
    path = relative(directory)
    name = Self.read("\(directory)/name")
    index = Int(Self.read("\(directory)/index")) ?? 0
    let device = resolvedPath("\(directory)/device")
    self.device = device.map(relative)
    var ancestor = device ?? base
    while ancestor.count > base.count, access("\(ancestor)/idVendor", F_OK) != 0 {
      ancestor = String(ancestor[..<(ancestor.lastIndex(of: "/") ?? ancestor.startIndex)])
    }
    guard let device, ancestor.count > base.count else {
      usb = nil
      return
    }
    usb = USBDevice(
      path: relative(ancestor), vendor: Self.read("\(ancestor)/idVendor"),
      product: Self.read("\(ancestor)/idProduct"), serial: Self.read("\(ancestor)/serial"),
      interface: Self.read("\(device)/bInterfaceNumber"))
  }

  /// A file's text without the space around it; empty when it cannot be read. sysfs gives a page at
  /// most.
  static func read(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    let text = withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { bytes in
      String(
        decoding: bytes.prefix(max(0, Glibc.read(file, bytes.baseAddress, bytes.count))),
        as: UTF8.self)
    }
    return String(
      text.trimmingPrefix { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
