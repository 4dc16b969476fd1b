import Glibc
import Testing
import UserMediaCore
import UserMediaV4L2

extension DeviceTests {
  @Suite(.enabled(if: geteuid() == 0)) struct Permission {
    /// The C library changes the user of all threads together (seteuid(2), "C library/kernel
    /// differences"), so this is for a suite whose tests run one by one.
    @Test func aForbiddenCameraIsListedAndSaysWhyItDoesNotOpen() async throws {
      let known = try await Camera.first()
      // The node's permissions are part of what the driver looks at before it trusts its memory.
      #expect(chmod(known.address, 0o600) == 0)
      defer { chmod(known.address, 0o666) }
      let nobody: uid_t = 65534
      #expect(seteuid(nobody) == 0)
      let driver = V4L2Driver()
      let camera = await driver.devices().first { $0.address == known.address }
      var kind: CaptureError.Kind?
      do {
        if let camera { _ = try await driver.openCamera(camera, sink: RecordingSink()) }
      } catch {
        kind = error.kind
      }
      #expect(seteuid(0) == 0)
      #expect(camera?.id == known.id && camera?.groupId == known.groupId)
      #expect(camera?.videoModes.isEmpty == true)
      #expect(kind == .notAllowed)
      // Once it is allowed, its modes are there.
      #expect(await driver.devices().first { $0.id == known.id } == known)
    }
  }
}
