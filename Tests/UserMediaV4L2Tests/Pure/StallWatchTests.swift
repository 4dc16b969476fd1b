import Testing

@testable import UserMediaV4L2

@Suite struct StallWatchTests {
  @Test func theFirstFrameMayTakeLonger() {
    var watch = StallWatch(now: 0, frameDuration: 33_333)
    #expect(watch.verdict(now: StallWatch.firstFrameLimit - 1) == .wait)
    #expect(watch.verdict(now: StallWatch.firstFrameLimit) == .restart)
  }

  @Test func oneRestartThenGiveUp() {
    var watch = StallWatch(now: 0, frameDuration: 33_333)
    #expect(watch.frameArrived(now: 100_000) == false)
    #expect(watch.verdict(now: 100_000 + StallWatch.stallLimit) == .restart)
    watch.restarted(now: 2_000_000)
    #expect(watch.verdict(now: 2_000_000 + StallWatch.firstFrameLimit) == .giveUp)
  }

  @Test func aFrameEndsTheStall() {
    var watch = StallWatch(now: 0, frameDuration: 33_333)
    #expect(watch.verdict(now: 5_000_000) == .restart)
    watch.restarted(now: 5_000_000)
    #expect(watch.frameArrived(now: 5_100_000) == true)
    #expect(watch.frameArrived(now: 5_133_000) == false)
    #expect(watch.verdict(now: 9_000_000) == .restart)
  }

  @Test func aSlowRateIsNoStall() {
    var watch = StallWatch(now: 0, frameDuration: 1_000_000)
    #expect(watch.frameArrived(now: 0) == false)
    #expect(watch.verdict(now: 4_999_999) == .wait)
  }

  @Test func aLoopbackCameraIsNeverGivenUp() {
    var watch = StallWatch(now: 0, frameDuration: nil, isPatient: true)
    var now: Int64 = 0
    for attempt in 0..<10 {
      now = watch.deadline
      #expect(watch.verdict(now: now) == .restart)
      #expect(watch.isFirstVerdict == (attempt == 0))
      watch.restarted(now: now)
    }
    let wasStalled = watch.frameArrived(now: now)
    #expect(wasStalled)
    #expect(watch.verdict(now: watch.deadline) == .restart)
    #expect(watch.isFirstVerdict)
  }
}
