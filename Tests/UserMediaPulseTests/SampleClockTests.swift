import Testing

@testable import UserMediaPulse

@Suite struct SampleClockTests {
  private func clock(at time: Int64 = 1_000_000) -> SampleClock {
    var clock = Self.clock
    _ = clock.measured(frame: 0, at: time, read: time)
    return clock
  }

  /// 48000 frames of 2 bytes per second, from time 0.
  private static let clock = SampleClock(
    limits: DeliveryLimits(bytesPerFrame: 2, sampleRate: 48000), startedAt: 0)

  @Test func hasNoTimeBeforeTheFirstReport() {
    #expect(Self.clock.timestamp(of: 0) == nil)
    #expect(clock().timestamp(of: 48000) == 2_000_000)
  }

  @Test func timestampsFollowTheCountDespiteNoise() {
    var clock = clock()
    for (index, noise) in [3000, -4000, 9000, 0, 50_000, 200, 80_000, 80_000, 0].enumerated() {
      let frame = Int64(index + 1) * 24000
      let time = 1_000_000 + frame * 125 / 6 + Int64(noise)
      let lost = clock.measured(frame: frame, at: time, read: time)
      #expect(lost == 0)
      #expect(clock.timestamp(of: frame) == 1_000_000 + frame * 125 / 6)
    }
  }

  @Test func driftIsFollowedAndNotCountedAsLoss() {
    var clock = clock()
    for second in 1...1000 as ClosedRange<Int64> {
      // 50 ppm fast.
      let time = 1_000_000 + second * 1_000_050
      #expect(clock.measured(frame: second * 48000, at: time, read: time) == 0)
      let error = (clock.timestamp(of: second * 48000) ?? 0) - time
      #expect(abs(error) <= SampleClock.tolerance + 200)
    }
  }

  @Test func slowClockIsFollowed() {
    var clock = clock()
    for second in 1...1000 as ClosedRange<Int64> {
      let time = 1_000_000 + second * 999_950
      #expect(clock.measured(frame: second * 48000, at: time, read: time) == 0)
      #expect(abs((clock.timestamp(of: second * 48000) ?? 0) - time) <= SampleClock.tolerance + 200)
    }
  }

  @Test func jumpCountsAsLossOnceConfirmed() {
    var clock = clock()
    var lost: [Int] = []
    for second in 1...8 as ClosedRange<Int64> {
      let late: Int64 = second > 3 ? 250_000 : 0
      let time = 1_000_000 * (second + 1) + late
      lost.append(clock.measured(frame: second * 48000, at: time, read: time))
    }
    #expect(lost == [0, 0, 0, 0, 0, 12000, 0, 0])
    #expect(clock.timestamp(of: 480_000) == 11_250_000)
  }

  @Test func settlesWhenThreeReportsAreInAndTheLastAgrees() {
    var clock = Self.clock
    var settled: [Bool] = []
    for (second, late) in [0, 0, 0, 15_000, 0, 9_000].enumerated() {
      let time = 1_000_000 * Int64(second + 1) + Int64(late)
      _ = clock.measured(frame: Int64(second) * 48000, at: time, read: time)
      settled.append(clock.isSettled)
    }
    #expect(settled == [false, false, true, false, true, true])
    clock.forget()
    #expect(!clock.isSettled)
    // Begins again with one report.
    _ = clock.measured(frame: 480_000, at: 60_000_000, read: 60_000_000)
    #expect(!clock.isSettled)
  }

  @Test func forgottenTimeIsTakenAnewWithoutLoss() {
    var clock = clock()
    clock.forget()
    #expect(clock.timestamp(of: 0) == nil)
    #expect(clock.measured(frame: 48000, at: 60_000_000, read: 60_000_000) == 0)
    #expect(clock.timestamp(of: 96000) == 61_000_000)
  }

  @Test func runsForYears() {
    let clock = clock(at: 0)
    let seconds: Int64 = 86400 * 365 * 100
    #expect(clock.timestamp(of: seconds * 48000) == seconds * 1_000_000)
  }
}
