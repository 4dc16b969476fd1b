import CV4L2
import Glibc
import Logging
import UserMediaCore

/// The machine's cameras and what is known about them. A node is reopened only if it changed.
struct CameraList {
  private struct Entry {
    var node: CameraNode
    var camera: DeviceDescription?
  }

  private var known: [String: Entry] = [:]

  /// The current cameras whose ids are wanted, by node number.
  mutating func update(
    naming isWanted: (String) -> Bool, logger: Logger
  ) -> [DeviceDescription] {
    var entries: [String: Entry] = [:]
    var cameras: [DeviceDescription] = []
    for node in CameraNode.all() {
      let entry: Entry
      if let known = known[node.path], known.node == node {
        entry = known
        entries[node.path] = known
      } else if let sysfs = node.sysfs,
        !Self.names(CameraIdentity(sysfs), node.path).contains(where: isWanted)
      {
        continue
      } else {
        let (camera, isLasting) = Self.describe(node, logger: logger)
        entry = Entry(node: node, camera: camera)
        if isLasting { entries[node.path] = entry }
      }
      if let camera = entry.camera { cameras.append(camera) }
    }
    known = entries
    return Self.distinguish(cameras).filter { isWanted($0.id) }
  }

  /// Describes a node; `isLasting` says whether the description holds as long as the node exists.
  private static func describe(
    _ node: CameraNode, logger: Logger
  ) -> (camera: DeviceDescription?, isLasting: Bool) {
    do throws(CaptureError) {
      let device = try V4L2Device(path: node.path)
      let capabilities = try device.capabilities()
      guard let type = capabilities.captureType else { return (nil, !node.isChangeable) }
      let identity =
        node.sysfs.map(CameraIdentity.init) ?? CameraIdentity(capabilities, path: node.path)
      let facing = device.orientation ?? VideoFacingMode.modes(label: capabilities.card)
      var camera = DeviceDescription(
        camera: identity.id, groupId: identity.groupId, label: capabilities.card,
        address: node.path, facingModes: facing, modes: device.modes(type: type),
        controls: ControlPanel.ranges(of: device))
      camera.fieldOrder = device.fieldOrder(type: type)
      // If the camera was unplugged meanwhile, its lists are incomplete, and this throws.
      _ = try device.capabilities()
      return (camera, !node.isChangeable && !device.isSilent)
    } catch {
      logger.info("\(error)")
      // A camera that can't be opened is listed anyway, so that requesting it reports the reason.
      guard error.kind == .notAllowed || error.kind == .busy, node.isProbablyCamera,
        let sysfs = node.sysfs
      else { return (nil, false) }
      let identity = CameraIdentity(sysfs)
      let camera = DeviceDescription(
        camera: identity.id, groupId: identity.groupId, label: sysfs.name, address: node.path,
        facingModes: VideoFacingMode.modes(label: sysfs.name), modes: [])
      return (camera, false)
    }
  }

  /// Makes the ids of cameras with the same serial number unique by appending the port of each, so
  /// that the order in which they are found doesn't matter.
  static func distinguish(_ cameras: [DeviceDescription]) -> [DeviceDescription] {
    let byPort = extendIds(of: cameras) { "@\($0.groupId)" }
    return extendIds(of: byPort) { "-\($0.address)" }
  }

  /// Appends a suffix to ids that several cameras share.
  private static func extendIds(
    of cameras: [DeviceDescription], by suffix: (DeviceDescription) -> String
  ) -> [DeviceDescription] {
    let count = Dictionary(grouping: cameras, by: \.id).mapValues(\.count)
    return cameras.map { camera in
      var camera = camera
      if count[camera.id, default: 0] > 1 { camera.id += suffix(camera) }
      return camera
    }
  }

  /// All ids that a camera can get, whatever others are connected; see ``distinguish(_:)``.
  static func names(_ identity: CameraIdentity, _ path: String) -> [String] {
    let byPort = "\(identity.id)@\(identity.groupId)"
    return [identity.id, byPort, "\(byPort)-\(path)"]
  }
}

extension V4L2Device {
  /// The facing mode that the driver reports; `nil` if unknown or for an external camera.
  var orientation: [VideoFacingMode]? {
    switch control(UInt32(V4L2_CID_CAMERA_ORIENTATION)) {
    case V4L2_CAMERA_ORIENTATION_FRONT: return [.user]
    case V4L2_CAMERA_ORIENTATION_BACK: return [.environment]
    default: return nil
    }
  }
}
