import Synchronization
public import UserMediaCore

/// Cameras, microphones and screens without hardware: test patterns, tones and files, with modes,
/// pacing and faults.
///
/// One session at a time can open a camera; any number can open a microphone. One thread paces them
/// all.
public final class SyntheticDriver: DisplayDriver, MicrophoneDriver {
  /// `"synthetic"`.
  public let name = "synthetic"

  private let slots: [DeviceSlot]
  private let pacemaker: Pacemaker
  private let watchers = Mutex<[Int: @Sendable () -> Void]>([:])

  /// Creates a driver of these devices; the first camera, microphone and screen are the defaults.
  ///
  /// Among devices with the same id, the later ones get a number appended.
  public convenience init(devices: [SyntheticDevice] = SyntheticDevice.defaults) {
    self.init(devices: devices, pacemaker: Pacemaker())
  }

  /// Creates a driver whose devices `pacemaker` paces.
  package init(devices: [SyntheticDevice], pacemaker: Pacemaker) {
    self.pacemaker = pacemaker
    var counts: [String: Int] = [:]
    var kinds: Set<String> = []
    slots = devices.map { device in
      var device = device
      let count = counts[device.description.id, default: 0] + 1
      counts[device.description.id] = count
      if count > 1 {
        device.description.id += "#\(count)"
        device.description.label += " \(count)"
      }
      let kind = device.description.display == nil ? device.description.kind.rawValue : "display"
      device.description.isDefault = kinds.insert(kind).inserted
      return DeviceSlot(device)
    }
  }

  /// The devices that are plugged in, in the order they were given.
  public func devices() async -> [DeviceDescription] {
    slots.filter(\.isPlugged).map(\.device.description).filter { $0.display == nil }
  }

  /// The screens that are plugged in, in the order they were given.
  public func surfaces() async throws(CaptureError) -> [DeviceDescription] {
    slots.filter(\.isPlugged).map(\.device.description).filter { $0.display != nil }
  }

  /// Watches for devices being unplugged and plugged in again.
  public func watchDevices(_ changed: @escaping @Sendable () -> Void) async -> DeviceWatch? {
    let number = watchers.withLock { watchers in
      let number = (watchers.keys.max() ?? 0) + 1
      watchers[number] = changed
      return number
    }
    return DeviceWatch { [weak self] in
      // Released after the lock: the watcher's captures may call back.
      _ = self?.watchers.withLock { $0.removeValue(forKey: number) }
    }
  }

  private func notifyWatchers() {
    for changed in watchers.withLock({ Array($0.values) }) { changed() }
  }

  /// Opens a camera; see ``CameraDriver/openCamera(_:sink:)``.
  public func openCamera(
    _ device: DeviceDescription, sink: any VideoSink
  ) async throws(CaptureError) -> any CameraSession {
    let slot = try slot(device, .videoinput)
    return SyntheticCameraSession(slot, session: try slot.open(), pacemaker, sink)
  }

  /// Opens a microphone; see ``MicrophoneDriver/openMicrophone(_:sink:)``.
  public func openMicrophone(
    _ device: DeviceDescription, sink: any AudioSink
  ) async throws(CaptureError) -> any MicrophoneSession {
    let slot = try slot(device, .audioinput)
    return SyntheticMicrophoneSession(slot, session: try slot.open(), pacemaker, sink)
  }

  private func slot(
    _ device: DeviceDescription, _ kind: MediaDeviceKind
  ) throws(CaptureError) -> DeviceSlot {
    guard let slot = slots.first(where: { $0.device.description.id == device.id }),
      slot.device.description.kind == kind
    else { throw CaptureError(.notFound, device: device.id, "there is no such device") }
    return slot
  }
}

extension SyntheticDriver {
  /// The devices that were given, unplugged ones too, with their ids.
  package var descriptions: [DeviceDescription] { slots.map(\.device.description) }

  /// Whether a session has the device with this id open.
  package func isOpen(_ id: String) -> Bool {
    slots.first { $0.device.description.id == id }?.isOpen ?? false
  }

  /// Injects `fault` into the device with this id, until it is cleared.
  package func inject(_ fault: SyntheticFault, into id: String) {
    slots.first { $0.device.description.id == id }?.inject(fault)
    if fault == .unplugged { notifyWatchers() }
  }

  /// Clears a fault; an unplugged device returns.
  package func clear(_ fault: SyntheticFault, of id: String) {
    slots.first { $0.device.description.id == id }?.clear(fault)
    if fault == .unplugged { notifyWatchers() }
  }

  /// Marks the next `count` pieces of a started device as damaged; each is dropped with
  /// ``DropReason/errorFlag``.
  package func damageFrames(_ count: Int, of id: String) {
    slots.first { $0.device.description.id == id }?.damage(count)
  }
}
