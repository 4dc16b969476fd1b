import Foundation
import Testing
import UserMedia

/// The reasons that `explain` gives for modes and devices not selected.
@Suite struct ExplainReasonsTests {
  private func explain(_ devices: DevicesText, _ constraints: String) throws -> [String] {
    let run = try Command(
      ["explain", "--devices-file", devices.path, "--constraints", constraints])
    #expect(run.status == 0, "\(run.errorOutput)")
    return run.text.components(separatedBy: "\n")
  }

  @Test func eachModeSaysWhyItWasNotTaken() throws {
    let camera = #"""
      {"kind":"videoinput","deviceId":"a","label":"A","modes":[
      {"width":1280,"height":720,"frameRates":[30],"pixelFormat":"YUYV"},
      {"width":640,"height":480,"frameRates":[15],"pixelFormat":"YUYV"},
      {"width":640,"height":480,"frameRates":[30],"pixelFormat":"MJPG"},
      {"width":640,"height":480,"frameRates":[30],"pixelFormat":"NV12"},
      {"width":640,"height":480,"frameRates":[30],"pixelFormat":"YUYV"}]}
      """#.replacingOccurrences(of: "\n", with: "")
    let devices = try DevicesText(camera)
    func modes(_ constraints: String) throws -> [String] {
      try explain(devices, constraints).filter { $0.hasPrefix("  mode") }
    }
    #expect(
      try modes(#"{"video":true}"#) == [
        "  mode YUYV 1280x720 at 30 fps: distance 0, but farther from 640x480",
        "  mode YUYV 640x480 at 15 fps: distance 0, but farther from 30 fps",
        "  mode MJPG 640x480 at 30 fps: distance 0, but costlier to deliver than NV12",
        "  mode NV12 640x480 at 30 fps: distance 0, chosen",
        "  mode YUYV 640x480 at 30 fps: distance 0, but it comes later",
      ])
    #expect(
      try modes(#"{"video":{"width":{"exact":1000}}}"#)[0]
        == "  mode YUYV 1280x720 at 30 fps: does not meet width natively, but can be made to;"
        + " chosen")
    #expect(
      try modes(#"{"video":{"width":640,"advanced":[{"width":1280}]}}"#).contains(
        "  mode MJPG NV12 YUYV 640x480 at 30 fps: distance 0, but it does not meet an advanced set")
    )
  }

  @Test func equalAnswersShareALine() throws {
    let modes = ["YUYV", "NV12", "MJPG"].flatMap { format in
      [(320, 240), (640, 480), (1280, 720)].map { width, height in
        #"{"width":\#(width),"height":\#(height),"frameRates":[30],"pixelFormat":"\#(format)"}"#
      }
    }
    let devices = try DevicesText(
      #"{"kind":"videoinput","deviceId":"a","modes":[\#(modes.joined(separator: ","))]}"#)
    let lines = try explain(devices, #"{"video":{"width":{"max":640}}}"#)
    #expect(
      lines.filter { $0.hasPrefix("  mode") } == [
        "  mode YUYV NV12 MJPG 320x240 at 30 fps: distance 0, but farther from 640x480",
        "  mode YUYV 640x480 at 30 fps: distance 0, chosen",
        "  mode YUYV NV12 MJPG 1280x720 at 30 fps: does not meet width",
        "  mode NV12 640x480 at 30 fps: distance 0, but it comes later",
        "  mode MJPG 640x480 at 30 fps: distance 0, but costlier to deliver than YUYV",
      ], "\(lines)")
  }

  @Test func whyOneOfSeveralIsTaken() throws {
    let devices = try DevicesText(
      #"{"kind":"videoinput","deviceId":"a","label":"A","modes":[{"width":800,"height":600}]}"#,
      #"{"kind":"videoinput","deviceId":"b","label":"B","modes":[{"width":640,"height":480}]}"#)
    #expect(
      try explain(devices, #"{"video":true}"#).contains(
        #""B": not chosen: equally near, but "A" is the first in the list"#))
    let own = try explain(devices, #"{"video":{"width":640}}"#)
    #expect(own.contains("  mode ? 640x480 at an unknown rate: distance 0, chosen"))
    #expect(own.contains("  mode ? 800x600 at an unknown rate: distance 0.2, its best"))
    #expect(
      own.contains {
        $0.hasPrefix(
          #""A": not chosen: equally near, but "B" has that without cropping, scaling or"#)
      })
    let nearer = try explain(devices, #"{"video":{"width":600}}"#)
    #expect(nearer.contains(#""A": not chosen: equally near, but a mode of "B" is nearer to that"#))
    #expect(nearer.contains { $0.hasPrefix("  best: 600x450, cropped or scaled, from 640x480") })
  }

  @Test func whatNothingCanBeAndWhatIsNotKnown() throws {
    let devices = try DevicesText(DevicesText.front, DevicesText.back)
    let lines = try explain(
      devices,
      #"{"video":{"width":{"min":800,"max":600},"facingMode":{"exact":"left"},"sampleRate":1}}"#)
    #expect(
      lines[0].hasSuffix(" Ignored, because they do not apply to a camera: sampleRate."),
      "\(lines[0])")
    #expect(
      lines.contains {
        $0.hasPrefix(
          #""Back": cannot meet the constraints: width at least 800, at most 600 is required, which is impossible"#
        )
          && $0.hasSuffix("but it does not report where it faces")
      })
  }
}
