// Lists cameras and microphones, and follows changes. With --synthetic, whose devices can't be
// unplugged, it prints the list once.

import UserMedia

@main
struct Devices {
  static func main() async {
    let isSynthetic = CommandLine.arguments.contains("--synthetic")
    let devices = Navigator(devices: isSynthetic ? .synthetic : .system).mediaDevices

    // Before the first list, so that no change is missed.
    let changes = devices.events(.devicechange)
    list(await devices.enumerateDevices())
    if isSynthetic { return }

    print("Plug something in or out; Ctrl-C ends.")
    for await change in changes {
      for device in change.userInsertedDevices { print("new: \(device.label)") }
      list(change.devices)
    }
  }

  static func list(_ devices: [MediaDeviceInfo]) {
    if devices.isEmpty { print("no devices") }
    for device in devices {
      print("\(device.kind.rawValue)  \(device.deviceId)  group \(device.groupId)  \(device.label)")
    }
  }
}
