import UserMediaCore

/// The source of a program's screens and windows.
struct DisplayOwner: Sendable {
  /// Lists the surfaces, or throws the reason why there are none.
  let surfaces: @Sendable () async throws -> [DeviceDescription]
  /// Opens the surfaces; `nil` if there are none.
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

  /// No displays, for this reason.
  init(missing reason: DOMException) {
    surfaces = { throw reason }
    cameras = nil
  }

  /// For a program whose own devices include no display.
  static let none = DisplayOwner(missing: DOMException(.notFound, "there is no screen to capture"))
}
