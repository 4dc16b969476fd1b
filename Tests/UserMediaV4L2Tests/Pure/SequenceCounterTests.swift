import Testing

@testable import UserMediaV4L2

@Suite struct SequenceCounterTests {
  private func advance(_ numbers: [UInt32]) -> [[UInt64]] {
    var counter = SequenceCounter()
    counter.countGapsFromNext()
    return numbers.map {
      let (sequence, missing) = counter.advance(to: $0)
      return [sequence, UInt64(missing)]
    }
  }

  @Test func gapsAreCounted() {
    #expect(advance([5, 6, 9]) == [[5, 0], [6, 0], [9, 2]])
  }

  @Test func gapsBeforeTheFirstFramesDoNotCount() {
    var counter = SequenceCounter()
    // Four frames were ready at the start, and the driver had no buffers for the fifth to ninth.
    let waiting = [UInt32(0), 1, 2, 3].map { counter.advance(to: $0) }
    counter.countGapsFromNext()
    let later = [UInt32(9), 10, 12].map { counter.advance(to: $0) }
    #expect(waiting.map(\.missing) == [0, 0, 0, 0])
    #expect(later.map(\.missing) == [0, 0, 1])
    #expect(later.map(\.sequence) == [9, 10, 12])
  }

  @Test func wrapping() {
    #expect(
      advance([.max - 1, .max, 0, 2])
        == [[0xffff_fffe, 0], [0xffff_ffff, 0], [0x1_0000_0000, 0], [0x1_0000_0002, 1]])
  }

  @Test func aDriverThatDoesNotCount() {
    #expect(advance([0, 0, 0]) == [[0, 0], [1, 0], [2, 0]])
  }

  @Test func aCounterThatRestarts() {
    #expect(advance([100, 0, 1, 0x8000_0000]) == [[100, 0], [101, 0], [102, 0], [103, 0]])
  }
}
