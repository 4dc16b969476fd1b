import Testing
import UserMediaCore

@Suite struct FrameRateTests {
  @Test(arguments: [
    (29.97, 30000, 1001), (59.94, 60000, 1001), (7.5, 7500, 1000), (30, 30, 1), (0.5, 500, 1000),
  ])
  func nearestFraction(framesPerSecond: Double, numerator: UInt32, denominator: UInt32) {
    #expect(FrameRate(framesPerSecond) == FrameRate(numerator, denominator))
  }
}
