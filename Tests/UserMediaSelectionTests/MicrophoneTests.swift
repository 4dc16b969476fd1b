import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

@Suite struct MicrophoneTests {
  private let studio = Devices.microphone(
    "studio",
    AudioCapabilities(
      sampleRate: 8000...96_000, defaultSampleRate: 44_100, channelCount: 1...8,
      defaultChannelCount: 4, sampleSizes: [24, 16, 32], latency: 0.005...0.5,
      echoCancellation: [false, true], autoGainControl: [false], noiseSuppression: [true]))

  private func best(
    _ constraints: MediaTrackConstraints, _ device: CandidateDevice? = nil
  ) throws -> Selection {
    try Selection.selectSettings(for: constraints, kind: .audioinput, among: [device ?? studio])[0]
  }

  @Test func noConstraintsSelectTheDevicesDefault() throws {
    let selection = try best(.init())
    let settings = selection.settings
    #expect(settings.sampleRate == 44_100 && settings.channelCount == 4)
    #expect(settings.sampleSize == 16 && settings.latency == 0.02)
    #expect(settings.echoCancellation == .boolean(true))
    #expect(settings.autoGainControl == false && settings.noiseSuppression == true)
    #expect(settings.deviceId == "studio" && settings.groupId == "group-studio")
    #expect(
      selection.audio
        == AudioConfiguration(
          sampleRate: 44_100, channelCount: 4, format: .s16, latency: 0.02,
          processing: AudioProcessing(echoCancellation: true, noiseSuppression: true)))
  }

  @Test func processingCanDefaultToOff() throws {
    let shy = Devices.microphone(
      "shy",
      AudioCapabilities(
        echoCancellation: [true, false], autoGainControl: [true, false],
        noiseSuppression: [true, false], processesByDefault: false))
    let plain = try best(.init(), shy)
    #expect(plain.settings.echoCancellation == .boolean(false))
    #expect(plain.audio?.processing == AudioProcessing.none)
    let asked = try best(.init(echoCancellation: true, autoGainControl: .exact(true)), shy)
    #expect(asked.settings.echoCancellation == .boolean(true))
    #expect(asked.settings.noiseSuppression == false && asked.fitnessDistance == 0)
    #expect(
      asked.audio?.processing == AudioProcessing(echoCancellation: true, autoGainControl: true))
  }

  @Test func unknownPropertiesAreAbsentAndUseCommonValues() throws {
    let unknown = Devices.microphone("unknown", AudioCapabilities())
    let selection = try best(.init(sampleRate: 44_100, echoCancellation: true), unknown)
    #expect(selection.settings.sampleRate == nil && selection.settings.echoCancellation == nil)
    #expect(selection.settings.latency == nil && selection.settings.channelCount == nil)
    #expect(selection.fitnessDistance == 2)
    #expect(
      selection.audio
        == AudioConfiguration(sampleRate: 48_000, channelCount: 1, format: .s16, latency: 0.02))
    let error = #expect(throws: OverconstrainedError.self) {
      try best(.init(echoCancellation: .init(exact: true)), unknown)
    }
    #expect(error?.constraint == "echoCancellation")
  }

  @Test func idealsAreClampedToCapabilities() throws {
    let selection = try best(
      .init(sampleRate: 192_000, sampleSize: 32, latency: 0, channelCount: 2))
    #expect(selection.settings.sampleRate == 96_000 && selection.settings.latency == 0.005)
    #expect(selection.audio?.format == .f32 && selection.audio?.channelCount == 2)
    #expect(selection.fitnessDistance == 1.5)
  }

  @Test(arguments: [(8, AudioSampleFormat.u8), (16, .s16), (24, .s32), (32, .f32)])
  func theFormatHoldsTheSampleSize(bits: Int, format: AudioSampleFormat) throws {
    let device = Devices.microphone("device", AudioCapabilities(sampleSizes: [bits]))
    let selection = try best(.init(), device)
    #expect(selection.settings.sampleSize == bits && selection.audio?.format == format)
  }

  @Test func advancedSetsNarrowTheChoice() throws {
    let selection = try best(
      .init(
        sampleRate: 48_000,
        advanced: [
          .init(sampleRate: .init(max: 32_000)), .init(sampleRate: .init(min: 40_000)),
          .init(echoCancellation: false, channelCount: 1),
        ]))
    #expect(selection.settings.sampleRate == 32_000 && selection.settings.channelCount == 1)
    #expect(selection.settings.echoCancellation == .boolean(false))
  }

  @Test func limitsBetweenSampleSizesAreOverconstrained() throws {
    let error = try #require(throws: OverconstrainedError.self) {
      try best(.init(sampleSize: .init(min: 17, max: 23), autoGainControl: .exact(true)))
    }
    #expect(
      error.failures == [
        .init(constraint: "sampleSize", nearest: "16"),
        .init(constraint: "autoGainControl", nearest: "false"),
      ])
  }

  @Test func namedEchoCancellationModesAreUnsupported() throws {
    #expect(try best(.init(echoCancellation: "remote-only")).fitnessDistance == 1)
    #expect(throws: OverconstrainedError.self) {
      try best(.init(echoCancellation: .exact("all")))
    }
  }

  @Test func namedEchoCancellationModesAreSelectedIfSupported() throws {
    let conference = Devices.microphone(
      "conference",
      AudioCapabilities(echoCancellation: [true, false], echoCancellationModes: [.remoteOnly]))
    #expect(try best(.init(), conference).settings.echoCancellation == true)
    let named = try best(.init(echoCancellation: .exact("remote-only")), conference)
    #expect(named.settings.echoCancellation == "remote-only")
    #expect(named.audio?.processing.echoCancellation == true)
    #expect(
      MediaTrackCapabilities(of: conference).echoCancellation == [true, false, "remote-only"])
  }

  @Test func aStereoDeviceWithoutADefaultUsesStereo() throws {
    let stereo = Devices.microphone("stereo", AudioCapabilities(channelCount: 1...2))
    #expect(try best(.init(), stereo).settings.channelCount == 2)
    let mono = Devices.microphone("mono", AudioCapabilities(channelCount: 1...1))
    #expect(try best(.init(), mono).settings.channelCount == 1)
  }

  @Test func capabilitiesAreWhatTheDeviceTells() {
    let can = MediaTrackCapabilities(of: studio)
    #expect(can.sampleRate == 8000...96_000 && can.sampleSize == 16...32)
    #expect(can.channelCount == 1...8 && can.latency == 0.005...0.5)
    #expect(can.echoCancellation == [.boolean(false), .boolean(true)])
    #expect(can.autoGainControl == [false] && can.noiseSuppression == [true])
    #expect(can.width == nil && can.resizeMode == nil)
  }
}
