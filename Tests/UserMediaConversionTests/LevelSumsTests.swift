import Foundation
import Testing
import UserMediaCore

@testable import UserMediaConversion

@Suite struct LevelSumsTests {
  /// A sine of each amplitude in its own channel, one second of 1000 Hz at 48000 Hz.
  private func sines(_ amplitudes: [Double], count: Int = 48000) -> [Double] {
    (0..<count).flatMap { index in
      amplitudes.map { $0 * sin(2 * .pi * Double(index) / 48) }
    }
  }

  private func expect(_ sums: LevelSums, _ amplitudes: [Double], within: Double) {
    #expect(sums.channels.count == amplitudes.count)
    for (channel, amplitude) in zip(sums.channels, amplitudes) {
      #expect(abs(Double(channel.peak) - amplitude) < within)
      let rms = (channel.squares / Double(sums.frameCount)).squareRoot()
      #expect(abs(rms - amplitude / 2.squareRoot()) < within)
    }
  }

  @Test(arguments: [1, 2, 3, 5, 6, 8, 16, 17, 32])
  func everyChannelHasItsOwnLevel(channels: Int) {
    let amplitudes = (1...channels).map { Double($0) / Double(channels) }
    let samples = sines(amplitudes)
    var sums = LevelSums()
    sums.add(.of(samples.map { Float($0) }, .f32, channels: channels))
    expect(sums, amplitudes, within: 1e-4)
    sums.reset()
    sums.add(.of(samples.map { Int16(($0 * 32767).rounded()) }, .s16, channels: channels))
    expect(sums, amplitudes, within: 1e-3)
  }

  @Test func planesAndOtherFormatsHaveTheSameLevels() {
    let left = sines([0.5])
    let right = sines([0.25])
    var sums = LevelSums()
    sums.add(.of((left + right).map { Float($0) }, .f32Planar, channels: 2))
    expect(sums, [0.5, 0.25], within: 1e-4)
    sums.reset()
    sums.add(.of(left.map { Int32($0 * 2_147_483_647) }, .s32, channels: 1))
    expect(sums, [0.5], within: 1e-4)
    sums.reset()
    sums.add(.of(left.map { UInt8(($0 * 127 + 128).rounded()) }, .u8, channels: 1))
    expect(sums, [0.5], within: 1e-2)
  }

  @Test(arguments: [1, 2, 15, 16, 17, 31, 33])
  func everySampleCounts(count: Int) {
    for loud in 0..<count {
      var samples = [Int16](repeating: 0, count: count * 3)
      samples[loud * 3 + 1] = .min
      var sums = LevelSums()
      sums.add(.of(samples, .s16, channels: 3))
      #expect(sums.frameCount == count)
      #expect(sums.channels.map(\.peak) == [0, 1, 0])
      #expect(sums.channels.map(\.squares) == [0, 1, 0])
    }
  }

  @Test func sumsAddUp() {
    let whole = sines([0.5, 1]).map { Float($0) }
    var sums = LevelSums()
    for start in stride(from: 0, to: whole.count, by: 2 * 441) {
      let part = Array(whole[start..<min(start + 2 * 441, whole.count)])
      sums.add(.of(part, .f32, channels: 2))
    }
    #expect(sums.frameCount == 48000)
    expect(sums, [0.5, 1], within: 1e-4)
  }

  @Test func notANumberIsSilence() {
    var sums = LevelSums()
    sums.add(.of([Float](repeating: .nan, count: 20), .f32, channels: 1))
    #expect(sums.channels == [LevelSums.Channel()])
    sums.add(.of([] as [Float], .f32, channels: 1))
    #expect(sums.frameCount == 20)
    sums.add(.of([0.5, 0.5] as [Float], .f32, channels: 2))
    #expect(sums.frameCount == 1 && sums.channels.count == 2)
  }
}
