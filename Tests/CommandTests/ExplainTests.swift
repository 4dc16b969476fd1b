import Foundation
import Testing
import UserMedia

/// `explain` reports why a request gets a certain device, or none.
@Suite struct ExplainTests {
  private func explain(_ constraints: String, _ arguments: String...) throws -> [String] {
    let devices = try DevicesText(DevicesText.front, DevicesText.back, DevicesText.microphone)
    let run = try Command(
      ["explain", "--devices-file", devices.path, "--constraints", constraints] + arguments)
    #expect(run.status == 0, "\(run.errorOutput)")
    return run.text.components(separatedBy: "\n")
  }

  @Test func anotherCameraIsNearer() throws {
    let lines = try explain(#"{"video":{"width":{"min":1000,"ideal":1920},"facingMode":"user"}}"#)
    #expect(
      lines.starts(with: [
        #"Camera requested: width at least 1000, ideally 1920; facingMode ideally "user"."#,
        #"Chosen: "Front", 1280x720 at 30 fps in MJPG."#,
        "",
        #""Front": chosen"#,
        "  best: 1280x720 at 30 fps in MJPG",
        #"  distance 0.333 = width 0.333 (1280) + facingMode 0 ("user")"#,
        "  mode YUYV 640x480 at 30, 15 fps: does not meet width",
        "  mode YUYV 1280x720 at 10 fps: distance 0.333, but farther from 30 fps",
        "  mode MJPG 1280x720 at 30 fps: distance 0.333, chosen",
        "",
        #""Back": not chosen: its distance is 1, that of "Front" is 0.333"#,
      ]), "\(lines)")
    #expect(
      lines.contains {
        $0.hasPrefix("  mode NV12 320x240-1920x1080/16x8 at 1-25 fps: distance 1 with 1920x")
      })
  }

  @Test func allCamerasAreTooSmall() throws {
    let lines = try explain(#"{"video":{"width":{"min":5000}}}"#)
    #expect(
      lines[1].hasPrefix("No camera: OverconstrainedError: ")
        && lines[1].hasSuffix("(constraint: width)"), "\(lines)")
    #expect(
      lines.contains(
        #""Front": cannot meet the constraints: width at least 5000 is required, but the nearest it has is "#
          + "1280"))
    #expect(
      lines.contains(
        #""Back": cannot meet the constraints: width at least 5000 is required, but the nearest it has is "#
          + "1920"))
  }

  @Test func anotherCameraIsNamed() throws {
    let lines = try explain(#"{"video":{"deviceId":{"exact":"gone"}}}"#)
    #expect(lines[1].hasPrefix("No camera: OverconstrainedError: "))
    #expect(
      lines.contains(
        #""Front": cannot meet the constraints: deviceId exactly "gone" is required, but its own is "front""#
      ))
  }

  @Test func facingAnotherWay() throws {
    let lines = try explain(#"{"video":{"facingMode":{"exact":"environment"}}}"#)
    #expect(
      lines.contains(
        #""Front": cannot meet the constraints: facingMode exactly "environment" is required, but the nearest "#
          + #"it has is "user""#)
    )
  }

  @Test func onlyTheCombinationFails() throws {
    let lines = try explain(
      #"{"video":{"width":{"min":1900},"frameRate":{"min":30},"facingMode":{"exact":"user"}}}"#)
    #expect(
      lines.contains {
        $0.hasPrefix(#""Front": cannot meet the constraints: width at least 1900 is"#)
      })
    let front = try explain(
      #"{"video":{"width":{"exact":1280},"frameRate":{"min":20,"max":25},"#
        + #""resizeMode":{"exact":"none"}}}"#)
    #expect(
      front.contains {
        $0.hasPrefix(#""Front": cannot meet the constraints: frameRate at least 20, at"#)
      })
  }

  @Test func advancedSetsDecideFirst() throws {
    let lines = try explain(#"{"video":{"width":640,"advanced":[{"width":1920},{"zoom":2}]}}"#)
    #expect(lines[0].hasSuffix(" Advanced sets, tried in order: 2."))
    #expect(
      lines.contains(
        #""Front": not chosen: it does not meet advanced set 1, which "Back" meets"#), "\(lines)")
    #expect(lines.contains("  advanced set 1: met (width exactly 1920)"))
    #expect(lines.contains("  advanced set 2: not met (zoom exactly 2)"))
  }

  @Test func tiesAreExplained() throws {
    let twins = try DevicesText(
      #"{"kind":"videoinput","deviceId":"a","modes":[{"width":640,"height":480}]}"#,
      #"{"kind":"videoinput","deviceId":"b","modes":[{"width":640,"height":480}]}"#,
      #"{"kind":"videoinput","deviceId":"c","label":"C","default":true,"modes":[]}"#)
    let run = try Command(
      ["explain", "--devices-file", twins.path, "--constraints", #"{"video":true}"#])
    #expect(run.text.contains(#"camera "a": not chosen: equally near, but the system prefers "C""#))
    let first = try Command([
      "explain", "--devices-file", twins.path, "--constraints",
      #"{"video":{"width":{"min":1}}}"#,
    ])
    #expect(
      first.text.contains(#"camera "b": not chosen: equally near, but camera "a" comes before it"#))
  }

  @Test func bothKindsOrNothing() throws {
    let devices = try DevicesText(DevicesText.front)
    let run = try Command(["explain", "--devices-file", devices.path])
    #expect(run.status == 0)
    #expect(run.text.contains("No microphone: NotFoundError: no microphone was found"))
    #expect(run.text.contains(#"Chosen: "Front", 640x480 at 30 fps in YUYV."#))
    #expect(run.text.hasSuffix("it returns every requested kind, or nothing.\n"))
  }

  @Test func outdatedSyntaxAndStandardInput() throws {
    let devices = try DevicesText(DevicesText.back)
    let run = try Command(
      [
        "explain", "--devices-file", devices.path, "--dialect", "webkit", "--constraints", "-",
      ], input: #"{"video":{"mandatory":{"minWidth":640}}}"#)
    #expect(run.text.hasPrefix("Camera requested: width at least 640.\n"))
  }

  @Test func syntheticDevicesAreExplained() throws {
    let run = try Command([
      "explain", "--devices", "synthetic", "--constraints", #"{"video":true,"audio":true}"#,
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(run.text.contains(#""Synthetic front camera": chosen"#))
    #expect(run.text.contains(#""Synthetic microphone": chosen"#))
  }

  @Test func invalidConstraints() throws {
    for constraints in ["{}", "{", #"{"video":false}"#] {
      let run = try Command(["explain", "--devices", "synthetic", "--constraints", constraints])
      #expect(run.status == 2)
      #expect(run.errorOutput.hasPrefix("TypeError: "))
    }
  }
}
