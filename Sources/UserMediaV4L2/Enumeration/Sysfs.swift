import Glibc
import UserMediaCore

/// What sysfs says about a device node, without the node being opened.
struct SysfsNode: Hashable, Sendable {
  /// The node's directory, without `/sys`: `"/devices/platform/vivid.0/video4linux/video0"`.
  let path: String
  /// The driver's name for the node, for webcams the card's; empty if unknown.
  let name: String
  /// The node's index within its device: a webcam's video has 0, its metadata 1.
  let index: Int
  /// The node's device, without `/sys`; `nil` for a software device.
  let device: String?
  /// The USB device that the node belongs to, if any.
  let usb: USBDevice?

  /// A USB device, and the interface that a node belongs to.
  struct USBDevice: Hashable, Sendable {
    /// The device's directory without `/sys`, which identifies the port: `"/devices/…/usb1/1-2"`.
    let path: String
    /// Four hexadecimal digits.
    let vendor: String
    /// Four hexadecimal digits.
    let product: String
    /// The serial number that the device reports; empty if none.
    let serial: String
    /// The interface's number, two hexadecimal digits; empty if unknown.
    let interface: String
  }

  /// Looks up a node by its device number.
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

  /// A file's text without surrounding white space; empty if it can't be read. A sysfs file is at
  /// most one page.
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
