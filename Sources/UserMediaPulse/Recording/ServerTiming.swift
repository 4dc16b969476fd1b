/// What a server reports of its clocks (`pa_timing_info`), unchecked.
package struct ServerTiming: Hashable, Sendable {
  /// When it was given, on the wall clock.
  package var seconds, microseconds: Int64
  /// How old the next byte that the server puts into the stream was then, in microseconds.
  package var sourceLatency: UInt64
  /// After how many microseconds a monitor's sound is heard.
  package var sinkLatency: UInt64
  /// Bytes that the server has put into the stream.
  package var writeIndex: Int64

  /// The numbers as they came.
  package init(
    seconds: Int64, microseconds: Int64, sourceLatency: UInt64, sinkLatency: UInt64,
    writeIndex: Int64
  ) {
    self.seconds = seconds
    self.microseconds = microseconds
    self.sourceLatency = sourceLatency
    self.sinkLatency = sinkLatency
    self.writeIndex = writeIndex
  }

  /// When the server was asked and when its answer was read, in microseconds.
  package struct Exchange: Hashable, Sendable {
    /// On the monotonic clock.
    package var asked, read: Int64
    /// ``read`` on the wall clock.
    package var readOnWall: Int64

    /// A question and its answer.
    package init(asked: Int64, read: Int64, readOnWall: Int64) {
      self.asked = asked
      self.read = read
      self.readOnWall = readOnWall
    }
  }

  /// When the next byte was captured, in microseconds on the monotonic clock; `nil` when the server
  /// says what cannot be, or the wall clock was set between question and answer.
  ///
  /// These raw values are taken because `pa_stream_get_latency` "favours smooth time graphs over
  /// accurate ones" (pulse/stream.h): where a monitor starts it is off by up to a second, for a
  /// second.
  package func captureTime(_ exchange: Exchange) -> Int64? {
    let longest = UInt64(DeliveryLimits.seconds) * 1_000_000
    guard sourceLatency <= longest, sinkLatency <= longest else { return nil }
    let (whole, isTooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000)
    let (sent, isTooLate) = whole.addingReportingOverflow(microseconds)
    let (age, isTooOld) = exchange.readOnWall.subtractingReportingOverflow(sent)
    guard !isTooLarge, !isTooLate, !isTooOld else { return nil }
    // The answer is no older than the question; a millisecond is what the clocks may differ by.
    let slack: Int64 = 1000
    guard age >= -slack, age <= exchange.read - exchange.asked + slack else { return nil }
    return exchange.read - age - Int64(sourceLatency) + Int64(sinkLatency)
  }
}
