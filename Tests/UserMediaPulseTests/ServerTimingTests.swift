import Testing

@testable import UserMediaPulse

/// Timing reports of the server, plausible and implausible.
@Suite struct ServerTimingTests {
  private static let day: Int64 = 86_400_000_000
  private let limits = DeliveryLimits(bytesPerFrame: 2, sampleRate: 48000)

  /// A report after `seconds` seconds that is 5 ms old and was requested 2 ms before.
  private func report(
    afterSeconds seconds: Int64, sent: Int64 = 0
  ) -> (ServerTiming, ServerTiming.Exchange) {
    let now = seconds * 1_000_000
    let wall = 1_700_000_000_000_000 + now
    let (whole, rest) = (wall + sent).quotientAndRemainder(dividingBy: 1_000_000)
    return (
      ServerTiming(
        seconds: whole, microseconds: rest, sourceLatency: 5000, sinkLatency: 0,
        writeIndex: seconds * 96000),
      ServerTiming.Exchange(asked: now - 2000, read: now, readOnWall: wall)
    )
  }

  @Test func captureTimeSubtractsAgeAndLatency() {
    let (timing, exchange) = report(afterSeconds: 10, sent: -1000)
    #expect(timing.captureTime(exchange) == 9_994_000)
  }

  @Test(arguments: [day, -day, 20_000 * day, -20_000 * day, 1_000_000, -1_000_000])
  func settingTheClockCausesNoLoss(step: Int64) throws {
    var clock = SampleClock(limits: limits, startedAt: 0)
    var lost = 0
    for second in 1...20 as ClosedRange<Int64> {
      // The wall clock is set during the fifth request.
      let (timing, exchange) = report(afterSeconds: second, sent: second == 5 ? -step : 0)
      lost += clock.measured(timing, exchange) ?? 0
    }
    #expect(lost == 0)
    let time = try #require(clock.timestamp(of: 20 * 48000))
    #expect(abs(time - 20_000_000) < 20_000)
  }

  @Test(arguments: [Int64.min, .min / 1_000_000, -1_000_000, .max / 1_000_000, .max - 1, .max])
  func impossibleNumbersAreIgnored(nonsense: Int64) {
    for number in [\ServerTiming.seconds, \ServerTiming.microseconds, \ServerTiming.writeIndex] {
      var clock = SampleClock(limits: limits, startedAt: 0)
      for second in 1...5 as ClosedRange<Int64> {
        var (timing, exchange) = report(afterSeconds: second)
        if second == 3 { timing[keyPath: number] = nonsense }
        #expect(clock.measured(timing, exchange) == (second == 3 ? nil : 0))
      }
    }
  }

  @Test(arguments: [60_000_001, UInt64(Int64.max), .max])
  func latencyOverAMinuteIsIgnored(latency: UInt64) {
    for number in [\ServerTiming.sourceLatency, \ServerTiming.sinkLatency] {
      var (timing, exchange) = report(afterSeconds: 1)
      timing[keyPath: number] = latency
      #expect(timing.captureTime(exchange) == nil)
    }
  }

  @Test func lossIsLimitedByElapsedTime() {
    var random = SystemRandomNumberGenerator()
    var clock = SampleClock(limits: limits, startedAt: 0)
    var lost: Int64 = 0
    for second in 1...1000 as ClosedRange<Int64> {
      var (timing, exchange) = report(afterSeconds: second)
      timing.writeIndex = .random(in: 0...second * 96000, using: &random)
      timing.sourceLatency = .random(in: 0...60_000_000, using: &random)
      timing.sinkLatency = .random(in: 0...60_000_000, using: &random)
      let count = Int64(clock.measured(timing, exchange) ?? 0)
      #expect(count >= 0)
      lost += count
      #expect(lost <= second * 48000)
    }
  }

  @Test func deliveriesAreLimitedToAvailableData() {
    #expect(limits.deliverySize(readable: 960, firstPiece: 480) == 960)
    #expect(limits.deliverySize(readable: 35_747_322_042_444_566, firstPiece: 480) == 4 << 20)
    #expect(limits.deliverySize(readable: .max, firstPiece: 5 << 20) == 5 << 20)
    #expect(limits.frames(inHole: 960) == 480)
    for bytes in [35_747_322_042_444_566, .max, -1] { #expect(limits.frames(inHole: bytes) == nil) }
    for reported in [0, .max, 96000 * 60 + 1] as [UInt32] {
      #expect(limits.fragmentSize(reported: reported, requested: 1920) == 1920)
    }
    #expect(limits.fragmentSize(reported: 960, requested: 1920) == 960)
  }
}
