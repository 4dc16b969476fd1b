import CV4L2
import Testing
import UserMediaCore

@testable import UserMediaV4L2

@Suite struct FrameRatesTests {
  private func interval(_ numerator: UInt32, _ denominator: UInt32) -> v4l2_frmivalenum {
    var answer = v4l2_frmivalenum()
    answer.type = V4L2_FRMIVAL_TYPE_DISCRETE.rawValue
    answer.discrete = v4l2_fract(numerator: numerator, denominator: denominator)
    return answer
  }

  private func range(
    _ shortest: (UInt32, UInt32), _ longest: (UInt32, UInt32)
  ) -> v4l2_frmivalenum {
    var answer = v4l2_frmivalenum()
    answer.type = V4L2_FRMIVAL_TYPE_CONTINUOUS.rawValue
    answer.stepwise.min = v4l2_fract(numerator: shortest.0, denominator: shortest.1)
    answer.stepwise.max = v4l2_fract(numerator: longest.0, denominator: longest.1)
    return answer
  }

  private func rates(_ values: (UInt32, UInt32)...) -> VideoMode.FrameRates {
    .discrete(values.compactMap { FrameRate($0.0, $0.1) })
  }

  @Test func intervalsBecomeRates() {
    #expect(
      VideoMode.FrameRates([interval(1, 30), interval(1001, 30000), interval(2, 15)])
        == rates((30, 1), (30000, 1001), (15, 2)))
  }

  @Test func duplicateAndInvalidIntervalsAreSkipped() {
    #expect(
      VideoMode.FrameRates([interval(0, 30), interval(1, 30), interval(2, 60), interval(1, 0)])
        == rates((30, 1)))
    #expect(VideoMode.FrameRates([interval(0, 0)]) == .unknown)
  }

  @Test func aRangeOfIntervals() throws {
    #expect(
      VideoMode.FrameRates([range((1, 60), (1, 5))])
        == .range(min: try #require(FrameRate(5)), max: try #require(FrameRate(60))))
    #expect(VideoMode.FrameRates([range((1, 5), (1, 60))]) == .unknown)
  }

  @Test func aGridHasTheRatesOfBothEnds() throws {
    let size = VideoMode.FrameSize.stepwise(
      width: try #require(.init(min: 320, max: 1920)),
      height: try #require(.init(min: 240, max: 1080)))
    let modes = VideoMode.modes(.yuyv, size: size) { width, _ in
      width == 320 ? rates((60, 1), (30, 1)) : rates((30, 1), (5, 1))
    }
    #expect(
      modes == [
        VideoMode(pixelFormat: .yuyv, size: size, frameRates: rates((30, 1))),
        VideoMode(
          pixelFormat: .yuyv, size: .discrete(width: 320, height: 240),
          frameRates: rates((60, 1), (30, 1))),
        VideoMode(
          pixelFormat: .yuyv, size: .discrete(width: 1920, height: 1080),
          frameRates: rates((30, 1), (5, 1))),
      ])
  }

  @Test func equalRatesAtBothEnds() throws {
    let size = VideoMode.FrameSize.stepwise(
      width: try #require(.init(min: 320, max: 1920)),
      height: try #require(.init(min: 240, max: 1080)))
    let modes = VideoMode.modes(.yuyv, size: size) { _, _ in rates((30, 1)) }
    #expect(modes == [VideoMode(pixelFormat: .yuyv, size: size, frameRates: rates((30, 1)))])
  }

  @Test func commonRates() throws {
    let (five, thirty) = (try #require(FrameRate(5)), try #require(FrameRate(30)))
    let range = VideoMode.FrameRates.range(min: five, max: thirty)
    #expect(range.common(with: rates((60, 1), (25, 1))) == rates((25, 1)))
    #expect(rates((60, 1)).common(with: range) == nil)
    #expect(range.common(with: .unknown) == nil)
    #expect(
      range.common(with: .range(min: thirty, max: thirty)) == .range(min: thirty, max: thirty))
  }
}
