package import UserMediaCore

extension MediaStreamConstraints {
  /// The kinds of devices that are requested, and what is asked of each (Media Capture and Streams,
  /// 10.2, steps 1 and 2). Throws TypeError when there is none.
  package func requestedKinds() throws(TypeError) -> [(
    kind: MediaDeviceKind, constraints: MediaTrackConstraints
  )] {
    var kinds: [(kind: MediaDeviceKind, constraints: MediaTrackConstraints)] = []
    if let constraints = audio.requested { kinds.append((.audioinput, constraints)) }
    if let constraints = video.requested { kinds.append((.videoinput, constraints)) }
    if kinds.isEmpty { throw TypeError("at least one of audio and video must be requested") }
    return kinds
  }
}

extension MediaTrackConstraints {
  /// Whether a device may be chosen at all: what a loudspeaker plays only when it is named.
  package func permits(_ device: CandidateDevice) -> Bool {
    !device.description.isMonitor || names(deviceId: device.deviceId)
  }
}

extension DOMException {
  /// There is no device of a kind to choose (10.2, step 6.2).
  package static func noDevice(of kind: MediaDeviceKind) -> DOMException {
    DOMException(
      .notFound, kind == .videoinput ? "no camera was found" : "no microphone was found")
  }
}
