import CPulse
import UserMediaCore

extension AudioConfiguration {
  /// Converts the configuration to PulseAudio's sample specification and the fragment size in
  /// bytes.
  ///
  /// Throws ``CaptureError/Kind/unsupported`` for values that PulseAudio can't express.
  func pulseAudio(
    device: String
  ) throws(CaptureError) -> (spec: pa_sample_spec, fragmentSize: UInt32) {
    // Native byte order, like C's PA_SAMPLE_S16NE and PA_SAMPLE_FLOAT32NE.
    let isLittle = Int(littleEndian: 1) == 1
    let sample: pa_sample_format =
      switch format {
      case .s16: isLittle ? PA_SAMPLE_S16LE : PA_SAMPLE_S16BE
      case .f32: isLittle ? PA_SAMPLE_FLOAT32LE : PA_SAMPLE_FLOAT32BE
      default:
        throw CaptureError(
          .unsupported, device: device, "samples can be s16 or f32, not \(format.rawValue)")
      }
    // PA_RATE_MAX and PA_CHANNELS_MAX.
    guard (1...384_000).contains(sampleRate), (1...32).contains(channelCount) else {
      throw CaptureError(
        .unsupported, device: device,
        "\(channelCount) channels at \(sampleRate) Hz are more or less than PulseAudio can give")
    }
    guard latency >= 0, latency <= 60 else {
      throw CaptureError(.unsupported, device: device, "a latency of \(latency) s cannot be had")
    }
    let frames = max(Int((latency * Double(sampleRate)).rounded()), 1)
    return (
      pa_sample_spec(
        format: sample, rate: UInt32(sampleRate), channels: UInt8(channelCount)),
      UInt32(clamping: frames * channelCount * format.bytesPerSample)
    )
  }
}
