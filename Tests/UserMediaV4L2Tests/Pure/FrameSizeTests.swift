import CV4L2
import Testing
import UserMediaCore

@testable import UserMediaV4L2

@Suite struct FrameSizeTests {
  private func discrete(_ width: UInt32, _ height: UInt32) -> v4l2_frmsizeenum {
    var answer = v4l2_frmsizeenum()
    answer.type = V4L2_FRMSIZE_TYPE_DISCRETE.rawValue
    answer.discrete = v4l2_frmsize_discrete(width: width, height: height)
    return answer
  }

  private func grid(
    _ width: (UInt32, UInt32, UInt32), _ height: (UInt32, UInt32, UInt32)
  ) -> v4l2_frmsizeenum {
    var answer = v4l2_frmsizeenum()
    answer.type = V4L2_FRMSIZE_TYPE_STEPWISE.rawValue
    answer.stepwise = v4l2_frmsize_stepwise(
      min_width: width.0, max_width: width.1, step_width: width.2, min_height: height.0,
      max_height: height.1, step_height: height.2)
    return answer
  }

  @Test func oneSize() {
    #expect(VideoMode.FrameSize(discrete(640, 480)) == .discrete(width: 640, height: 480))
  }

  @Test(arguments: [(0, 480), (640, 0), (1 << 17, 480), (640, .max)] as [(UInt32, UInt32)])
  func invalidSizes(width: UInt32, height: UInt32) {
    #expect(VideoMode.FrameSize(discrete(width, height)) == nil)
  }

  @Test func aGridKeepsItsSteps() throws {
    let size = VideoMode.FrameSize(grid((48, 1920, 16), (32, 1088, 8)))
    #expect(
      size
        == .stepwise(
          width: try #require(.init(min: 48, max: 1920, step: 16)),
          height: try #require(.init(min: 32, max: 1088, step: 8))))
  }

  @Test func aGridIsClippedToTheLargestFrame() throws {
    let size = VideoMode.FrameSize(grid((0, .max, 2), (1, 1, 0)))
    #expect(
      size
        == .stepwise(
          width: try #require(.init(min: 2, max: 1 << 16, step: 2)),
          height: try #require(.init(min: 1, max: 1))))
  }

  @Test func anEmptyGrid() {
    #expect(VideoMode.FrameSize(grid((100, 50, 2), (1, 1, 1))) == nil)
  }

  @Test func anUnknownType() {
    var answer = discrete(640, 480)
    answer.type = 4711
    #expect(VideoMode.FrameSize(answer) == nil)
  }
}
