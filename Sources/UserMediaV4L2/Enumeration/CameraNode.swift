import CV4L2
import Glibc
import UserMediaCore

/// A video device node, before it is opened.
struct CameraNode: Hashable, Sendable {
  /// `"/dev/video0"`.
  let path: String
  /// Changes whenever another device takes over the node or its permissions change.
  let identity: Identity
  /// The node in sysfs; `nil` if sysfs doesn't know it.
  let sysfs: SysfsNode?

  /// A node's identity in the file system.
  struct Identity: Hashable, Sendable {
    var device: UInt
    var inode: UInt
    var changedSeconds: Int
    var changedNanoseconds: Int
  }

  /// Reads a node's status without opening it; `nil` if the path isn't a character device.
  init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFCHR else { return nil }
    self.path = path
    identity = Identity(
      device: UInt(status.st_rdev), inode: UInt(status.st_ino),
      changedSeconds: status.st_ctim.tv_sec, changedNanoseconds: status.st_ctim.tv_nsec)
    sysfs = SysfsNode(
      major: UInt32(gnu_dev_major(status.st_rdev)), minor: UInt32(gnu_dev_minor(status.st_rdev)))
  }

  /// Every node in a directory named `video` followed by a number, by number.
  static func all(in directory: String = "/dev") -> [CameraNode] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var numbers: [Int] = []
    while let entry = readdir(stream) {
      let name = String(fixed: entry.pointee.d_name)
      if name.hasPrefix("video"), let number = Int(name.dropFirst(5)), number >= 0 {
        numbers.append(number)
      }
    }
    return numbers.sorted().compactMap { CameraNode(path: "\(directory)/video\($0)") }
  }

  /// Whether the device can change without the node changing: what a software device is depends on
  /// the program that feeds it.
  var isChangeable: Bool { sysfs?.device == nil }

  /// Whether the node is probably a camera, as far as can be told without opening it.
  ///
  /// A webcam's first node is for video, its second for metadata.
  var isProbablyCamera: Bool { sysfs.map { $0.index == 0 } ?? true }
}
