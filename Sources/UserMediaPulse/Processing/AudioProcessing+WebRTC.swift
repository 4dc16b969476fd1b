import UserMediaCore

extension AudioProcessing {
  /// The processing as `aec_args` of module-echo-cancel with `aec_method=webrtc`.
  ///
  /// PulseAudio refuses names that it does not know, and PipeWire passes over those without the
  /// name of the library (PulseAudio's webrtc.cc and PipeWire's aec-webrtc.cpp have the names). Of
  /// the two gain controls of PulseAudio the digital one is taken, because the analogue one turns
  /// the knob of the user's microphone.
  func webRTCArguments(isPipeWire: Bool) -> String {
    isPipeWire
      ? "webrtc.noise_suppression=\(noiseSuppression) webrtc.gain_control=\(autoGainControl)"
      : "noise_suppression=\(noiseSuppression ? 1 : 0) "
        + "digital_gain_control=\(autoGainControl ? 1 : 0) analog_gain_control=0"
  }
}
