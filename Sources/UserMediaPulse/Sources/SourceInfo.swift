/// What the server says of one source (PulseAudio, `pa_source_info`).
struct SourceInfo: Hashable {
  /// The name that it is opened by, and that the server itself keeps settings under.
  var name: String
  /// The name for a person.
  var description: String
  /// Whether it carries what a sink plays.
  var isMonitor: Bool
  /// The sink whose sound it carries.
  var monitorOf: String?
  /// Samples a second that it runs at by itself.
  var sampleRate: Int
  /// Channels that it has by itself.
  var channelCount: Int
  /// The number of the sound card that it is of; ``noCard`` when of none.
  var card: UInt32 = noCard
  /// Whether it sleeps, and gives no sound.
  var isSuspended = false
  /// Those of its properties that are of use here.
  var properties: [Property: String] = [:]

  /// What the server says instead of a card's number (`PA_INVALID_INDEX`).
  static let noCard = UInt32.max

  /// Properties that tell which physical device a source belongs to.
  enum Property: String, CaseIterable {
    /// The device in sysfs, below `/sys` (PulseAudio, module-udev-detect).
    case sysfsPath = "sysfs.path"
    /// The device in sysfs, below `/sys` (PipeWire).
    case deviceSysfsPath = "device.sysfs.path"
    /// The device's place on its bus, as udev's `ID_PATH` has it (PulseAudio).
    case busPath = "device.bus_path"
    /// The device's place on its bus, as udev's `ID_PATH` has it (PipeWire).
    case deviceBusPath = "device.bus-path"
    /// The address of a Bluetooth device.
    case bluetoothAddress = "api.bluez5.address"
    /// The source that a filter has its sound from (PulseAudio).
    case masterDevice = "device.master_device"
  }
}
