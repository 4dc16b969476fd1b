import CPulse
import Testing
import UserMediaCore

@testable import UserMediaPulse

@Suite struct ErrorTests {
  @Test(
    arguments: [
      (PA_ERR_NOENTITY, .notFound), (PA_ERR_KILLED, .notFound), (PA_ERR_ACCESS, .notAllowed),
      (PA_ERR_AUTHKEY, .notAllowed), (PA_ERR_BUSY, .busy), (PA_ERR_TOOLARGE, .busy),
      (PA_ERR_INVALID, .unsupported), (PA_ERR_NOTSUPPORTED, .unsupported),
      (PA_ERR_CONNECTIONREFUSED, .unreadable), (PA_ERR_CONNECTIONTERMINATED, .unreadable),
      (PA_ERR_TIMEOUT, .unreadable), (PA_ERR_INTERNAL, .unreadable), (PA_ERR_IO, .unreadable),
    ] as [(pa_error_code, CaptureError.Kind)])
  func codesBecomeKinds(code: pa_error_code, kind: CaptureError.Kind) throws {
    let error = try PulseFunctions.library.get().error(
      code, call: "pa_call", device: "mic", "cannot")
    #expect(error.kind == kind)
    #expect(error.cause?.code == Int32(code.rawValue))
    #expect(error.cause?.domain == .pulseAudio)
  }

  @Test func textIsPulseAudios() throws {
    let error = try PulseFunctions.library.get().error(
      PA_ERR_BUSY, call: "pa_call", device: "mic", "cannot")
    #expect(error.description == "mic: cannot (pa_call: Device or resource busy (pulseAudio 26))")
  }

  @Test func configurationBecomesASampleSpec() throws {
    let (spec, fragment) = try AudioConfiguration(
      sampleRate: 16000, channelCount: 2, format: .f32, latency: 0.01
    ).pulseAudio(device: "mic")
    #expect(spec.rate == 16000)
    #expect(spec.channels == 2)
    #expect(spec.format == PA_SAMPLE_FLOAT32LE)
    #expect(fragment == 1280)
    let least = try AudioConfiguration(
      sampleRate: 8000, channelCount: 2, format: .s16, latency: 0
    ).pulseAudio(device: "mic")
    #expect(least.fragmentSize == 4)
  }
}
