import ConstraintsTestSupport
import UserMediaConstraints
import UserMediaCore

/// The best selection for a camera.
func best(
  _ constraints: MediaTrackConstraints, _ devices: [CandidateDevice] = [Devices.webcam]
) throws -> Selection {
  try Selection.selectSettings(for: constraints, kind: .videoinput, among: devices)[0]
}
