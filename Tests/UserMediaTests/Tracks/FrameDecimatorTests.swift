import Testing

@testable import UserMedia

@Suite struct FrameDecimatorTests {
  /// How many of `count` frames at `device` frames a second are kept for `wanted` a second.
  private func kept(device: Double, wanted: Double, count: Int, jitter: Int64 = 0) -> Int {
    let decimator = FrameDecimator(framesPerSecond: wanted)
    return (0..<count).count { index in
      let noise = jitter == 0 ? 0 : Int64(index * 7919 % Int(2 * jitter)) - jitter
      return decimator.keeps(Int64(Double(index) * 1_000_000 / device) + noise)
    }
  }

  @Test(arguments: [(30.0, 15.0), (30, 10), (60, 30), (30, 1), (30, 20), (29.97, 15), (30, 29)])
  func rateIsKept(device: Double, wanted: Double) {
    let count = kept(device: device, wanted: wanted, count: 3000)
    #expect(abs(Double(count) - 3000 * wanted / device) <= 0.03 * 3000 * wanted / device)
  }

  @Test func jitterChangesNothing() {
    #expect(kept(device: 30, wanted: 15, count: 300, jitter: 3000) == 150)
  }

  @Test func gapRestartsTheCount() {
    let decimator = FrameDecimator(framesPerSecond: 10)
    #expect(decimator.keeps(0))
    #expect(!decimator.keeps(33_000))
    #expect(decimator.keeps(5_000_000))
    #expect(!decimator.keeps(5_033_000))
  }
}
