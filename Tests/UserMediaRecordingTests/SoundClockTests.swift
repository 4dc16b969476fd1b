import Glibc
import Testing
import UserMediaCore

@testable import UserMediaRecording

/// Audio that follows the clock of its timestamps.
@Suite struct SoundClockTests {
  /// An hour of a device whose clock is wrong by `drift`, with a click each minute: how far the
  /// signal's clicks are from the minutes, in milliseconds. At a low rate, to be quick.
  private func worstError(drift: Double, sampleRate: Int = 2000, minutes: Int = 60) -> Double {
    var clock = SoundClock(sampleRate: 2000, channels: 1)
    let frames = sampleRate / 10
    let trueRate = Double(sampleRate) * (1 + drift)
    let silence = Made.sound(at: 0, frames: frames, sampleRate: sampleRate) { _ in 0 }
    let nothing = [Float](repeating: 0, count: 2000)
    var clicks: [Int] = []
    var position = 0
    for index in 0..<Int(Double(600 * minutes) * (1 + drift)) {
      let time = Double(index * frames) / trueRate
      let sinceMinute = time.truncatingRemainder(dividingBy: 60)
      let stamp = Int64(time * 1_000_000) + Int64.random(in: -1000...1000)
      let hasClick = sinceMinute < 0.01 || sinceMinute > 59.89
      let sound =
        hasClick
        ? Made.sound(at: stamp, frames: frames, sampleRate: sampleRate) {
          // The true time of a sample decides whether it clicks.
          (time + $0 * Double(sampleRate) / trueRate).truncatingRemainder(dividingBy: 60) < 0.002
            ? 0.5 : 0
        }
        : AudioData(
          buffer: silence.buffer, format: .f32, sampleRate: sampleRate, numberOfFrames: frames,
          numberOfChannels: 1, timestamp: stamp)
      clock.append(sound)
      let count = clock.signal.count
      let isQuiet = memcmp(clock.signal, nothing, count * 4) == 0
      if !isQuiet, let first = clock.signal.firstIndex(where: { abs($0) > 0.2 }) {
        if position + first - (clicks.last ?? -2000) > 200 { clicks.append(position + first) }
      }
      position += count
      clock.consume(count)
    }
    #expect(clicks.count == minutes)
    return clicks.enumerated().map { abs(Double($1) / 2 - Double($0) * 60_000) }.max() ?? .infinity
  }

  @Test(arguments: [100e-6, -100e-6, 0]) func anHourOfDriftStaysWithinTwentyMilliseconds(
    drift: Double
  ) {
    #expect(worstError(drift: drift) < 10)
  }

  @Test func anotherSampleRateDriftsNoMore() {
    #expect(worstError(drift: 500e-6, sampleRate: 3000, minutes: 2) < 10)
  }

  @Test func audioOnTheClockIsCopiedExactly() {
    var clock = SoundClock(sampleRate: 48000, channels: 2)
    for index in 0..<100 {
      clock.append(
        Made.sound(at: 5_000_000 + Int64(index) * 10_000, channels: 2, first: index * 480))
    }
    clock.finish(packetFrames: 960)
    let expected = Made.sound(at: 0, frames: 48000, channels: 2)
    let samples = expected.unsafeBytes.bindMemory(to: Float.self)
    #expect(clock.origin == 5_000_000)
    #expect(clock.signal.count == samples.count)
    #expect(clock.signal.elementsEqual(samples))
  }

  @Test func aGapBecomesSilence() {
    var clock = SoundClock(sampleRate: 48000, channels: 1)
    clock.append(Made.sound(at: 0, frames: 4800) { _ in 0.5 })
    clock.append(Made.sound(at: 600_000, frames: 4800) { _ in 0.5 })
    clock.finish(packetFrames: 1)
    #expect(abs(clock.signal.count - 33_600) <= 1)
    // The filter rings for a third of a millisecond.
    #expect(clock.signal[4820..<28_780].allSatisfy { $0 == 0 })
    #expect(clock.signal[28_840..<33_580].allSatisfy { abs($0 - 0.5) < 0.01 })
  }

  @Test func audioThatCameTwiceIsSkipped() {
    var clock = SoundClock(sampleRate: 48000, channels: 1)
    clock.append(Made.sound(at: 0, frames: 9600) { _ in 0.5 })
    clock.append(Made.sound(at: 100_000, frames: 9600) { _ in 0.5 })
    clock.finish(packetFrames: 1)
    #expect(clock.signal.count == 14_400)
  }

  @Test func aMoveToAnotherMicrophoneKeepsTheTime() {
    var clock = SoundClock(sampleRate: 48000, channels: 1)
    clock.append(Made.sound(at: 0, frames: 48000))
    clock.append(Made.sound(at: 1_000_000, frames: 16000, sampleRate: 16000))
    clock.append(Made.sound(at: 2_000_000, frames: 44100, sampleRate: 44100, channels: 2))
    clock.finish(packetFrames: 960)
    #expect(abs(clock.signal.count - 144_000) <= 960)
    // One tone through all of it; away from the seams.
    for second in 0..<3 {
      let part = clock.signal[(second * 48000 + 4800)..<(second * 48000 + 38_400)]
      #expect(abs(amplitude(of: 440, in: part) - 0.1) < 0.002)
    }
  }

  @Test func channelsAreMixed() {
    var stereo = SoundClock(sampleRate: 48000, channels: 2)
    stereo.append(Made.sound(at: 0, frames: 100) { _ in 0.25 })
    stereo.finish(packetFrames: 1)
    #expect(stereo.signal.count == 200)
    #expect(stereo.signal[0..<160].allSatisfy { $0 == 0.25 })
    var mono = SoundClock(sampleRate: 48000, channels: 1)
    mono.append(Made.sound(at: 0, frames: 100, channels: 2) { _ in 0.25 })
    mono.finish(packetFrames: 1)
    #expect(mono.signal.count == 100)
    #expect(mono.signal[0..<80].allSatisfy { $0 == 0.25 })
  }

  @Test func silenceFillsUpToATime() {
    var clock = SoundClock(sampleRate: 48000, channels: 1)
    clock.fill(to: 500_000, from: 0)
    clock.append(Made.sound(at: 500_000, frames: 4800) { _ in 0.5 })
    clock.fill(to: 400_000, from: 0)
    clock.finish(packetFrames: 1)
    #expect(abs(clock.signal.count - 28_800) <= 1)
    #expect(clock.origin == 0)
  }
}
