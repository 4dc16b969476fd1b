/// One source of the server (PulseAudio, `pa_source_info`).
struct SourceInfo: Hashable {
  /// The name by which it is opened, and under which the server stores its settings.
  var name: String
  /// The human-readable name.
  var description: String
  /// Whether it is a sink's monitor.
  var isMonitor: Bool
  /// The sink that it monitors.
  var monitorOf: String?
  /// Its native sample rate.
  var sampleRate: Int
  /// Its native number of channels.
  var channelCount: Int
  /// Its sound card's index; ``noCard`` if it has none.
  var card: UInt32 = noCard
  /// Whether it is suspended, and delivers no audio.
  var isSuspended = false
  /// Those of its properties that are used here.
  var properties: [Property: String] = [:]

  /// The index that stands for no card (`PA_INVALID_INDEX`).
  static let noCard = UInt32.max

  /// Properties that identify a source's physical device.
  enum Property: String, CaseIterable {
    /// The device in sysfs, below `/sys` (PulseAudio, module-udev-detect).
    case sysfsPath = "sysfs.path"
    /// The device in sysfs, below `/sys` (PipeWire).
    case deviceSysfsPath = "device.sysfs.path"
    /// The device's location on its bus, as in udev's `ID_PATH` (PulseAudio).
    case busPath = "device.bus_path"
    /// The device's location on its bus, as in udev's `ID_PATH` (PipeWire).
    case deviceBusPath = "device.bus-path"
    /// The address of a Bluetooth device.
    case bluetoothAddress = "api.bluez5.address"
    /// The source that a filter reads from (PulseAudio).
    case masterDevice = "device.master_device"
  }
}
