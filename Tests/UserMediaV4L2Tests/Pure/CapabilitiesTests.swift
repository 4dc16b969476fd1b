import CV4L2
import Testing

@testable import UserMediaV4L2

@Suite struct CapabilitiesTests {
  private func capabilities(device: Int32, node: Int32? = nil) -> V4L2Capabilities {
    var answer = v4l2_capability()
    answer.capabilities = UInt32(device | V4L2_CAP_STREAMING)
    if let node {
      answer.capabilities |= UInt32(V4L2_CAP_DEVICE_CAPS)
      answer.device_caps = UInt32(node | V4L2_CAP_STREAMING)
    }
    return V4L2Capabilities(answer)
  }

  @Test func bothBufferTypesAreCameras() {
    #expect(capabilities(device: V4L2_CAP_VIDEO_CAPTURE).captureType == .singlePlanar)
    #expect(capabilities(device: V4L2_CAP_VIDEO_CAPTURE_MPLANE).captureType == .multiPlanar)
  }

  @Test func nodeFlagsOverrideDeviceFlags() {
    let metadata = capabilities(
      device: V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_META_CAPTURE, node: V4L2_CAP_META_CAPTURE)
    #expect(metadata.captureType == nil)
    let camera = capabilities(
      device: V4L2_CAP_VIDEO_CAPTURE | V4L2_CAP_META_CAPTURE, node: V4L2_CAP_VIDEO_CAPTURE)
    #expect(camera.captureType == .singlePlanar)
  }

  @Test(arguments: [
    V4L2_CAP_VIDEO_OUTPUT, V4L2_CAP_VIDEO_OUTPUT_MPLANE, V4L2_CAP_VIDEO_M2M,
    V4L2_CAP_VIDEO_M2M_MPLANE, V4L2_CAP_TOUCH, V4L2_CAP_META_CAPTURE,
  ])
  func otherNodesAreNoCameras(flag: Int32) {
    #expect(capabilities(device: V4L2_CAP_VIDEO_CAPTURE | flag).captureType == nil)
    #expect(capabilities(device: flag).captureType == nil)
  }

  @Test func aCameraThatCannotStreamIsIgnored() {
    var answer = v4l2_capability()
    answer.capabilities = UInt32(V4L2_CAP_VIDEO_CAPTURE)
    #expect(V4L2Capabilities(answer).captureType == nil)
  }

  @Test func unterminatedNames() {
    var answer = v4l2_capability()
    withUnsafeMutableBytes(of: &answer.card) { bytes in bytes.copyBytes(from: "Kamera ä".utf8) }
    withUnsafeMutableBytes(of: &answer.bus_info) { bytes in
      for index in bytes.indices { bytes[index] = 0x41 }
    }
    #expect(V4L2Capabilities(answer).card == "Kamera ä")
    #expect(V4L2Capabilities(answer).busInfo == String(repeating: "A", count: 32))
  }
}
