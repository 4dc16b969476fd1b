import Foundation
import Testing
import UserMediaCore

@testable import UserMediaV4L2

/// Cameras in a simulated sysfs.
@Suite struct IdentityTests {
  /// A directory that looks like /sys, removed after the test.
  private final class Tree {
    let root = NSTemporaryDirectory() + "sysfs-" + UUID().uuidString

    func file(_ path: String, _ text: String) throws {
      let url = URL(fileURLWithPath: root + path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: url, atomically: true, encoding: .utf8)
    }

    func link(_ path: String, to target: String) throws {
      let url = URL(fileURLWithPath: root + path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(
        atPath: root + path, withDestinationPath: root + target)
    }

    deinit { try? FileManager.default.removeItem(atPath: root) }
  }

  private let port = "/devices/pci0000:00/0000:00:14.0/usb1/1-2"

  private func webcam(serial: String?) throws -> Tree {
    let tree = Tree()
    try tree.file("\(port)/idVendor", "046d\n")
    try tree.file("\(port)/idProduct", "0825\n")
    if let serial { try tree.file("\(port)/serial", serial + "\n") }
    try tree.file("\(port)/1-2:1.0/bInterfaceNumber", "00\n")
    for (number, index) in [(0, 0), (1, 1)] {
      let node = "\(port)/1-2:1.0/video4linux/video\(number)"
      try tree.file("\(node)/name", "UVC Camera\n")
      try tree.file("\(node)/index", "\(index)\n")
      try tree.link("\(node)/device", to: "\(port)/1-2:1.0")
      try tree.link("/dev/char/81:\(number)", to: node)
    }
    return tree
  }

  @Test func aWebcamIsIdentifiedByItsSerialNumber() throws {
    let tree = try webcam(serial: "AB12")
    let node = try #require(SysfsNode(major: 81, minor: 0, sysfs: tree.root))
    #expect(node.name == "UVC Camera")
    let identity = CameraIdentity(node)
    #expect(identity.id == "usb-046d-0825-AB12-00.0")
    #expect(identity.groupId == port)
  }

  @Test func withoutSerialNumberByItsPort() throws {
    let tree = try webcam(serial: nil)
    let node = try #require(SysfsNode(major: 81, minor: 1, sysfs: tree.root))
    #expect(CameraIdentity(node).id == "usb-046d-0825@\(port)-00.1")
  }

  @Test func aPlatformCamera() throws {
    let tree = Tree()
    let node = "/devices/platform/isp.0/video4linux/video3"
    try tree.file("\(node)/name", "isp capture\n")
    try tree.link("\(node)/device", to: "/devices/platform/isp.0")
    try tree.link("/dev/char/81:3", to: node)
    let sysfs = try #require(SysfsNode(major: 81, minor: 3, sysfs: tree.root))
    #expect(sysfs.usb == nil && sysfs.index == 0)
    let identity = CameraIdentity(sysfs)
    #expect(identity.id == "/devices/platform/isp.0-isp capture.0")
    #expect(identity.groupId == "/devices/platform/isp.0")
  }

  @Test func aSoftwareCamera() throws {
    let tree = Tree()
    let node = "/devices/virtual/video4linux/video9"
    try tree.file("\(node)/name", "OBS Virtual Camera\n")
    try tree.link("/dev/char/81:9", to: node)
    let sysfs = try #require(SysfsNode(major: 81, minor: 9, sysfs: tree.root))
    #expect(sysfs.device == nil)
    #expect(CameraIdentity(sysfs).id == "virtual-OBS Virtual Camera.0")
  }

  @Test func aNodeMissingInSysfs() {
    #expect(SysfsNode(major: 81, minor: 0, sysfs: "/nowhere") == nil)
  }

  @Test func equalSerialNumbersAreDistinguished() {
    func camera(_ number: Int) -> DeviceDescription {
      DeviceDescription(
        camera: "usb-1-2-SN0001-00.0", groupId: "/port\(number)", label: "", address: "",
        modes: [])
    }
    func node(_ number: Int) -> DeviceDescription {
      var camera = camera(number)
      camera.address = "/dev/video\(number)"
      return camera
    }
    let ids = CameraList.distinguish([camera(1), camera(2)]).map(\.id)
    #expect(ids == ["usb-1-2-SN0001-00.0@/port1", "usb-1-2-SN0001-00.0@/port2"])
    // Regardless of which one has the first node.
    #expect(CameraList.distinguish([camera(2), camera(1)]).map(\.id) == ids.reversed())
    #expect(CameraList.distinguish([camera(3)]).map(\.id) == ["usb-1-2-SN0001-00.0"])
    // Two at the same port differ by node.
    #expect(Set(CameraList.distinguish([camera(1), node(1)]).map(\.id)).count == 2)
  }

  @Test(arguments: [
    ("camera2 1, facing front", [VideoFacingMode.user]), ("Rear Camera", [.environment]),
    ("camera2 0, facing back", [.environment]), ("HD Webcam", []),
  ])
  func facingModeByLabel(label: String, modes: [VideoFacingMode]) {
    #expect(VideoFacingMode.modes(label: label) == modes)
  }
}
