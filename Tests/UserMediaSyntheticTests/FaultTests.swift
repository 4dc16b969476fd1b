import Testing
import UserMediaCore
import UserMediaSynthetic

@Suite(.timeLimit(.minutes(5))) struct FaultTests {
  private let driver = SyntheticDriver()
  private let recorder = FrameRecorder()
  private let mode = VideoConfiguration(
    pixelFormat: .yuyv, width: 320, height: 180, frameRate: FrameRate(60))

  @Test(arguments: [
    (SyntheticFault.busy, CaptureError.Kind.busy), (.notAllowed, .notAllowed),
    (.unplugged, .notFound),
  ])
  func openingFails(fault: SyntheticFault, kind: CaptureError.Kind) async throws {
    let device = await driver.devices()[0]
    driver.inject(fault, into: device.id)
    let error = await #expect(throws: CaptureError.self) {
      _ = try await driver.openCamera(device, sink: recorder)
    }
    #expect(error?.kind == kind && error?.device == device.address)
    driver.clear(fault, of: device.id)
    await (try driver.openCamera(device, sink: recorder)).close()
  }

  @Test func unpluggingEndsTheCapture() async throws {
    let device = await driver.devices()[0]
    let session = try await driver.openCamera(device, sink: recorder)
    _ = try await session.start(mode)
    _ = await recorder.pieces(1)
    driver.inject(.unplugged, into: device.id)
    var error: CaptureError?
    for await case .ended(let reason) in recorder.heard {
      error = reason
      break
    }
    #expect(error?.kind == .notFound)
    #expect(await !driver.devices().map(\.id).contains(device.id))
    await #expect(throws: CaptureError.self) { try await session.start(mode) }
    await session.close()
    driver.clear(.unplugged, of: device.id)
    #expect(await driver.devices()[0] == device)
  }

  @Test func mutedDevicesDeliverNothing() async throws {
    let device = await driver.devices()[0]
    driver.inject(.muted, into: device.id)
    let session = try await driver.openCamera(device, sink: recorder)
    _ = try await session.start(mode)
    driver.clear(.muted, of: device.id)
    var received: [Bool] = []
    for await what in recorder.heard {
      if case .muted(let isMuted) = what { received.append(isMuted) }
      if case .piece = what { break }
    }
    #expect(received == [true, false])
    driver.inject(.muted, into: device.id)
    for await case .muted(true) in recorder.heard { break }
    await session.close()
  }

  @Test func damagedFramesAreDropped() async throws {
    let device = await driver.devices()[0]
    let session = try await driver.openCamera(device, sink: recorder)
    _ = try await session.start(mode)
    let before = await recorder.pieces(1)
    driver.damageFrames(2, of: device.id)
    var dropped = 0
    for await what in recorder.heard {
      if case .dropped(.errorFlag, let count) = what { dropped += count }
      if case .piece(let frame) = what, dropped == 2 {
        #expect(frame.sequence >= before[0].sequence + 3)
        break
      }
    }
    await session.close()
  }

  @Test func devicesWithTheSameNameAreDistinguished() async {
    let driver = SyntheticDriver(devices: [.camera(), .camera(), .microphone(), .microphone()])
    let devices = await driver.devices()
    #expect(Set(devices.map(\.id)).count == 4)
    #expect(devices.map(\.isDefault) == [true, false, true, false])
    #expect(devices[1].label == "Synthetic camera 2")
  }

  @Test func missingDevicesAreNotFound() async {
    let other = DeviceDescription(camera: "x", groupId: "", label: "", address: "", modes: [])
    let error = await #expect(throws: CaptureError.self) {
      _ = try await driver.openCamera(other, sink: recorder)
    }
    #expect(error?.kind == .notFound)
    let microphone = await driver.devices()[2]
    await #expect(throws: CaptureError.self) {
      _ = try await driver.openCamera(microphone, sink: recorder)
    }
  }
}
