import UserMediaCore

// What the system decides about cameras, regardless of the program's policy: by the owner and group
// of the device nodes, and in a sandbox through the desktop portal. For microphones only the sound
// server decides, and it lists those that are allowed.

extension DeviceHub {
  /// The system's decision about cameras: denied if the user can open none of them, granted if at
  /// least one is open to them (Media Capture and Streams, 11.1, "permission state").
  func decisionOnCameras() async -> PermissionState {
    let cameras = (try? await devices(.videoinput)) ?? []
    var decisions: Set<PermissionState> = []
    for camera in cameras where !camera.isHidden { decisions.insert(camera.decision) }
    if decisions.isEmpty {
      for camera in cameras {
        let isClosed = await camera.reasonForHiding().name == DOMException.Name.notAllowed.rawValue
        decisions.insert(isClosed ? .denied : camera.decision)
      }
    }
    // Without any decision, nothing forbids access.
    return [.granted, .prompt, .denied].first(where: decisions.contains) ?? .granted
  }
}

extension DeviceHub.Device {
  /// The desktop portal's decision.
  fileprivate var decision: PermissionState {
    switch gate.map(\.answer) {
    case nil, true??: .granted
    case false??: .denied
    case .some(nil): .prompt
    }
  }
}
