import UserMediaCore

// What the system decides about cameras, whatever the program's policy is: by the nodes' owners and
// groups, and in a sandbox by the desktop. About microphones the sound server decides alone, and
// lists those that it gives.

extension DeviceHub {
  /// What the system has decided about cameras: denied when it closes each one to the user, granted
  /// when one is open (Media Capture and Streams, 11.1, "permission state").
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
    // Where there is none, nobody forbids it.
    return [.granted, .prompt, .denied].first(where: decisions.contains) ?? .granted
  }
}

extension DeviceHub.Device {
  /// What the desktop has decided about it.
  fileprivate var decision: PermissionState {
    switch gate.map(\.answer) {
    case nil, true??: .granted
    case false??: .denied
    case .some(nil): .prompt
    }
  }
}
