import CV4L2
import Glibc
import UserMediaCore

/// A video device node, before it is opened.
struct CameraNode: Hashable, Sendable {
  /// `"/dev/video0"`.
  let path: String
  /// What changes whenever another device takes the node over, or its permissions change.
  let identity: Identity
  /// What sysfs tells; `nil` where there is none.
  let sysfs: SysfsNode?

  /// A node's identity in the file system.
  struct Identity: Hashable, Sendable {
    var device: UInt
    var inode: UInt
    var changedSeconds: Int
    var changedNanoseconds: Int
  }

  /// Looks at a node without opening it; `nil` when it is none.
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

  /// Every node named `video` and a number in a directory, by number.
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

  /// Whether what the node is can change without the node changing: a device in software only shows
  /// what a program makes of it.
  var isChangeable: Bool { sysfs?.device == nil }

  /// Whether the node seems to be a camera, as far as one can tell without opening it.
  ///
  /// A webcam's first node is for its pictures, the second for their metadata.
  var seemsCamera: Bool { sysfs.map { $0.index == 0 } ?? true }
}
