/// A server's timing report (`pa_timing_info`), not validated.
package struct ServerTiming: Hashable, Sendable {
  /// When the report was made, on the wall clock.
  package var seconds, microseconds: Int64
  /// How long before the report the next byte written to the stream was captured, in microseconds.
  package var sourceLatency: UInt64
  /// How long a monitor's sound takes until it is heard, in microseconds.
  package var sinkLatency: UInt64
  /// The number of bytes that the server has written to the stream.
  package var writeIndex: Int64

  /// Creates a report from raw values.
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

  /// When the report was requested and when the answer was read, in microseconds.
  package struct Exchange: Hashable, Sendable {
    /// On the monotonic clock.
    package var asked, read: Int64
    /// ``read`` on the wall clock.
    package var readOnWall: Int64

    /// Creates an exchange.
    package init(asked: Int64, read: Int64, readOnWall: Int64) {
      self.asked = asked
      self.read = read
      self.readOnWall = readOnWall
    }
  }

  /// When the next byte was captured, in microseconds on the monotonic clock; `nil` if the report
  /// is implausible, or the wall clock was set between request and answer.
  ///
  /// This uses the raw values because `pa_stream_get_latency` "favours smooth time graphs over
  /// accurate ones" (pulse/stream.h): when a monitor starts, it is off by up to a second, for a
  /// second.
  package func captureTime(_ exchange: Exchange) -> Int64? {
    let longest = UInt64(DeliveryLimits.seconds) * 1_000_000
    guard sourceLatency <= longest, sinkLatency <= longest else { return nil }
    let (whole, isTooLarge) = seconds.multipliedReportingOverflow(by: 1_000_000)
    let (sent, isTooLate) = whole.addingReportingOverflow(microseconds)
    let (age, isTooOld) = exchange.readOnWall.subtractingReportingOverflow(sent)
    guard !isTooLarge, !isTooLate, !isTooOld else { return nil }
    // The answer can't be older than the request; the clocks may differ by a millisecond.
    let slack: Int64 = 1000
    guard age >= -slack, age <= exchange.read - exchange.asked + slack else { return nil }
    return exchange.read - age - Int64(sourceLatency) + Int64(sinkLatency)
  }
}
