import Glibc
import Testing
import UserMediaCore
import UserMediaV4L2

extension DeviceTests {
  @Suite(.enabled(if: geteuid() == 0)) struct Permission {
    /// Runs `body` as a user who may not open the node, after the driver has already seen the
    /// camera.
    ///
    /// The C library changes the user of all threads at once (seteuid(2), "C library/kernel
    /// differences"), so this is only for serialized suites.
    private func asNobody(_ camera: DeviceDescription, _ body: () async throws -> Void) async throws
    {
      let nobody: uid_t = 65534
      #expect(seteuid(nobody) == 0)
      do { try await body() } catch {
        #expect(seteuid(0) == 0)
        throw error
      }
      #expect(seteuid(0) == 0)
    }

    @Test func aForbiddenCameraIsListedAndOpeningReportsTheReason() async throws {
      let known = try await Camera.first()
      // The driver checks the permissions before it uses its cache.
      #expect(chmod(known.address, 0o600) == 0)
      let driver = V4L2Driver()
      try await asNobody(known) {
        let camera = try #require(await driver.devices().first { $0.id == known.id })
        #expect(camera.groupId == known.groupId && camera.videoModes.isEmpty)
        let error = await #expect(throws: CaptureError.self) {
          _ = try await driver.openCamera(camera, sink: RecordingSink())
        }
        #expect(error?.kind == .notAllowed)
      }
      // Once access is allowed, its modes are listed.
      #expect(await driver.devices().first { $0.id == known.id } == known)
    }

    @Test func listingTwiceOpensNothingTwice() async throws {
      let driver = V4L2Driver()
      let camera = try await Camera.first()
      #expect(chmod(camera.address, 0o600) == 0)
      let before = await driver.devices()
      try await asNobody(camera) { #expect(await driver.devices() == before) }
    }
  }
}
