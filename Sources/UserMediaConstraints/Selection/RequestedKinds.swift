package import UserMediaCore

extension MediaStreamConstraints {
  /// The requested kinds of devices and the constraints on each (Media Capture and Streams, 10.2,
  /// steps 1 and 2).
  ///
  /// Throws TypeError if no kind is requested, if a string or list is too long, and if a display is
  /// requested where a camera would be chosen.
  ///
  /// - Parameter display: Whether the video is to come from a display instead of a camera.
  package func requestedKinds(display: Bool = false) throws(TypeError) -> [(
    kind: MediaDeviceKind, constraints: MediaTrackConstraints
  )] {
    var kinds: [(kind: MediaDeviceKind, constraints: MediaTrackConstraints)] = []
    if let constraints = audio.requested { kinds.append((.audioinput, constraints)) }
    if let constraints = video.requested { kinds.append((.videoinput, constraints)) }
    if kinds.isEmpty { throw TypeError("at least one of audio and video must be requested") }
    for (kind, constraints) in kinds {
      try constraints.checkLimits()
      if !display || kind == .audioinput { try constraints.checkForDevices() }
    }
    return kinds
  }
}

extension MediaTrackConstraints {
  /// Throws TypeError for constraints that only displays have, and for the id of a display.
  ///
  /// By the specification `getUserMedia` ignores a preference for a `displaySurface`, but a program
  /// that states one does not expect a camera.
  fileprivate func checkForDevices() throws(TypeError) {
    for set in [basic] + (advanced ?? []) {
      if let property = set.properties.first(where: \.isOnlyOfDisplays) {
        throw TypeError(DisplayWords.message(property.rawValue))
      }
      guard let ids = set.deviceId else { continue }
      for id in [ids.exact, ids.ideal].flatMap({ $0?.values ?? [] }) where DisplayWords.isId(id) {
        throw TypeError(DisplayWords.message("deviceId \(id)"))
      }
    }
  }

  /// Whether a device may be chosen at all: a monitor of a loudspeaker only if it is named.
  package func permits(_ device: CandidateDevice) -> Bool {
    !device.description.isMonitor || names(deviceId: device.deviceId)
  }
}

extension DOMException {
  /// No device of a kind is available (10.2, step 6.2).
  package static func noDevice(of kind: MediaDeviceKind) -> DOMException {
    DOMException(
      .notFound, kind == .videoinput ? "no camera was found" : "no microphone was found")
  }
}

extension ConstrainableProperty {
  /// Whether only displays have the property (Screen Capture, 5.4).
  fileprivate var isOnlyOfDisplays: Bool {
    switch self {
    case .displaySurface, .logicalSurface, .cursor: true
    default: false
    }
  }
}
