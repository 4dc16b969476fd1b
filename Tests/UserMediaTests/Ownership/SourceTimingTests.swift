import Testing

@testable import UserMedia

/// The timing of the source that stands in for a released device.
@Suite(.timeLimit(.minutes(5))) struct SourceTimingTests {
  /// The numbers delivered in one second of ten pieces if the process pauses for a time.
  private func numbers(longestQueue: Int64, pausedFor delay: Duration) async -> [Int64] {
    let clock = ManualClock()
    let (numbers, continuation) = AsyncStream.makeStream(of: Int64.self)
    let pacing = Task {
      await SourceTiming(clock: clock).pace(
        every: .milliseconds(100), longestQueue: longestQueue
      ) { continuation.yield($0) }
      continuation.finish()
    }
    for step in [.milliseconds(100), delay, .milliseconds(100), .milliseconds(100)] as [Duration] {
      // Moves the clock once the pace sleeps again.
      await clock.advance(by: step)
    }
    await clock.advance(by: .milliseconds(1))
    pacing.cancel()
    await pacing.value
    var all: [Int64] = []
    for await number in numbers { all.append(number) }
    return all
  }

  @Test func picturesResumeAtTheirRateAfterAPause() async {
    #expect(await numbers(longestQueue: 0, pausedFor: .seconds(5)) == [0, 1, 51, 52, 53])
  }

  @Test func soundCatchesUpAfterShortDelaysOnly() async {
    #expect(
      await numbers(longestQueue: 2, pausedFor: .milliseconds(300)) == [0, 1, 2, 3, 4, 5, 6])
    #expect(
      await numbers(longestQueue: 2, pausedFor: .seconds(5)) == [0, 1, 49, 50, 51, 52, 53])
  }
}
