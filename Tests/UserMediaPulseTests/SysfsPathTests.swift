import Testing

@testable import UserMediaPulse

@Suite struct SysfsPathTests {
  private let webcam = "/devices/pci0000:00/0000:00:14.0/usb1/1-2"

  @Test func cameraAndMicrophoneOfAWebcamShareTheirParent() {
    let camera = usbParent(ofSysfsPath: "/sys\(webcam)/1-2:1.0/video4linux/video0")
    let microphone = usbParent(ofSysfsPath: "\(webcam)/1-2:1.2/sound/card1")
    #expect(camera == webcam)
    #expect(microphone == webcam)
  }

  @Test func deviceBehindAHubIsNotTheHub() {
    let path = "/devices/pci0000:00/0000:00:14.0/usb3/3-1/3-1.4/3-1.4.2/3-1.4.2:1.0/sound/card2"
    #expect(
      usbParent(ofSysfsPath: path)
        == "/devices/pci0000:00/0000:00:14.0/usb3/3-1/3-1.4/3-1.4.2")
  }

  @Test(arguments: [
    "/devices/pci0000:00/0000:00:1f.3/sound/card0", "/devices/platform/soc/1-a/sound/card0", "",
    "/",
    "/devices/a-1", "/devices/1-", "/devices/-1", "/devices/1-2:1.0", "/devices/1-2..3",
  ])
  func nothingElseIsAUSBDevice(path: String) {
    #expect(usbParent(ofSysfsPath: path) == nil)
  }

  @Test func soundCardOnAnotherBusIsItsParentDevice() {
    #expect(
      physicalDevice(ofSysfsPath: "/devices/pci0000:00/0000:00:1f.3/sound/card0")
        == "/devices/pci0000:00/0000:00:1f.3")
  }
}
