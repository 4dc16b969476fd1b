import Testing

@testable import UserMediaV4L2

@Suite struct TimestampCheckTests {
  @Test func plausibleTimestampsAreUsed() {
    var check = TimestampCheck()
    #expect(check.timestamp(driver: 1_000_000, tick: 1_001_000, now: 1_001_000) == 1_000_000)
    #expect(check.timestamp(driver: 1_033_000, tick: 1_040_000, now: 1_040_000) == 1_033_000)
  }

  @Test(arguments: [nil, 9_000_000, 20_030_000, 21_050_000, -1, .max, .min] as [Int64?])
  func implausibleTimestampsAreReplacedByTheClock(driver: Int64?) {
    var check = TimestampCheck()
    #expect(check.timestamp(driver: driver, tick: 20_000_000, now: 20_000_000) == 20_000_000)
  }

  @Test func theFirstWrongTimestampSwitchesToTheClock() {
    var check = TimestampCheck()
    #expect(check.timestamp(driver: 20_000_000, tick: 20_001_000, now: 20_001_000) == 20_000_000)
    #expect(check.timestamp(driver: 1_000_000, tick: 20_034_000, now: 20_034_000) == 20_034_000)
    #expect(check.timestamp(driver: 20_066_000, tick: 20_067_000, now: 20_067_000) == 20_067_000)
  }

  @Test func aConstantLeadIsSubtracted() {
    var check = TimestampCheck()
    // The first frame arrives ten milliseconds late, so its timestamp is ahead by less.
    let first = check.timestamp(driver: 20_017_000, tick: 20_000_000, now: 20_000_000)
    #expect(first == 20_000_000)
    for frame in Int64(1)..<30 {
      let now = 20_000_000 + frame * 33_000 - 10_000
      let stamp = check.timestamp(driver: now + 27_000, tick: now - 4000, now: now)
      #expect(stamp == now)
    }
    // A frame that is delivered late keeps its capture time.
    let now = Int64(20_980_000)
    #expect(check.timestamp(driver: now + 27_000, tick: now + 9000, now: now + 9000) == now)
    // After all those, a timestamp that is further ahead is wrong.
    let late = now + 33_000
    #expect(check.timestamp(driver: late + 200_000, tick: late, now: late) == late)
    #expect(
      check.timestamp(driver: late + 60_000, tick: late + 33_000, now: late + 34_000) == late
        + 34_000)
  }

  @Test func timeAlwaysAdvances() {
    var check = TimestampCheck()
    #expect(check.timestamp(driver: 1_000, tick: 2_000, now: 2_000) == 1_000)
    #expect(check.timestamp(driver: 1_000, tick: 2_000, now: 2_000) == 1_001)
    #expect(check.timestamp(driver: 500, tick: 2_000, now: 2_000) == 1_002)
    #expect(check.timestamp(driver: 30_000, tick: 31_000, now: 31_000) == 30_000)
  }

  @Test func aLateTick() {
    var check = TimestampCheck()
    for stamp in Int64(0)..<16 {
      let driver = 9_000_000 - (15 - stamp) * 33_000
      #expect(check.timestamp(driver: driver, tick: driver - 1_000_000, now: driver + 1) == driver)
    }
    // From then on, the exact clock is read only if the tick is later than all before.
    #expect(check.timestamp(driver: 9_033_000, tick: 8_940_000, now: 0) == 9_033_000)
    #expect(check.timestamp(driver: 9_066_000, tick: 8_940_000, now: 9_067_000) == 9_066_000)
    #expect(check.timestamp(driver: 9_500_000, tick: 9_100_000, now: 9_101_000) == 9_101_000)
  }

  @Test func withoutTimestampsTheClockIsUsed() {
    var check = TimestampCheck()
    #expect(check.timestamp(driver: nil, tick: 5_000, now: 5_000) == 5_000)
    #expect(check.timestamp(driver: nil, tick: 5_000, now: 5_000) == 5_001)
  }
}
