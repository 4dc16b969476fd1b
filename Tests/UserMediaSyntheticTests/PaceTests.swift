import Testing

@testable import UserMediaSynthetic

@Suite struct PaceTests {
  @Test func noDriftInAYear() {
    let pace = Pace(start: 1_000_000_000, numerator: 30000, denominator: 1001)
    let year: Int64 = 365 * 24 * 3600 * 30000 / 1001 / 30000 * 30000
    #expect(pace.deadline(year) == 1_000_000_000 + year / 30000 * 1001 * 1_000_000_000)
    #expect(pace.index(at: pace.deadline(year)) == year)
  }

  /// Any 32-bit numerator and denominator, as in a file's header.
  @Test(arguments: [
    (10_000_000, 333_333), (4_294_967_295, 4_294_967_294), (1, 4_294_967_295), (4_294_967_295, 1),
  ])
  func anyRateOfAFile(numerator: Int64, denominator: Int64) {
    let pace = Pace(start: 0, numerator: numerator, denominator: denominator)
    for index: Int64 in [1, 27_671, 1_000_003] {
      let seconds = Double(index) * Double(denominator) / Double(numerator)
      #expect(abs(Double(pace.elapsed(index, perSecond: 1_000_000)) - seconds * 1e6) <= seconds + 1)
    }
  }

  @Test(arguments: [(30000, 1001), (30, 1), (1, 7), (48_000, 480), (44_100, 441)])
  func indexIsTheLastThatWasDue(numerator: Int64, denominator: Int64) {
    let pace = Pace(start: 123_456_789, numerator: numerator, denominator: denominator)
    #expect(pace.index(at: 0) == -1)
    for index: Int64 in [0, 1, 2, 3, 29, 30, 31, 1000, 29_999, 30_000, 1_000_003] {
      let time = pace.deadline(index)
      #expect(pace.index(at: time) == index)
      #expect(pace.index(at: time - 1) == index - 1)
      #expect(pace.index(at: pace.deadline(index + 1) - 1) == index)
    }
  }
}
