import UserMediaCore

/// Where a program's displays come from.
struct DisplayOwner: Sendable {
  /// Lists the surfaces, or says why there are none.
  let surfaces: @Sendable () async throws -> [DeviceDescription]
  /// Opens them; `nil` where there are none.
  let cameras: CameraOwner?

  /// The displays of a driver.
  init(_ driver: any DisplayDriver, timing: SourceTiming = .system) {
    surfaces = {
      do throws(CaptureError) { return try await driver.surfaces() } catch {
        throw error.domException
      }
    }
    cameras = CameraOwner(driver, timing: timing)
  }

  /// None, for a reason.
  init(missing reason: DOMException) {
    surfaces = { throw reason }
    cameras = nil
  }

  /// None among the program's own devices.
  static let none = DisplayOwner(missing: DOMException(.notFound, "there is no screen to capture"))
}
