import UserMediaCore

extension AudioProcessing {
  /// The `aec_args` of module-echo-cancel with `aec_method=webrtc`.
  ///
  /// PulseAudio rejects unknown names, and PipeWire ignores names without the library's prefix (see
  /// PulseAudio's webrtc.cc and PipeWire's aec-webrtc.cpp for the names). Of PulseAudio's two gain
  /// controls, this uses the digital one: the analogue one changes the volume of the user's
  /// microphone.
  func webRTCArguments(isPipeWire: Bool) -> String {
    isPipeWire
      ? "webrtc.noise_suppression=\(noiseSuppression) webrtc.gain_control=\(autoGainControl)"
      : "noise_suppression=\(noiseSuppression ? 1 : 0) "
        + "digital_gain_control=\(autoGainControl ? 1 : 0) analog_gain_control=0"
  }
}
