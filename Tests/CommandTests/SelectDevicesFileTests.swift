import FileTestSupport
import Foundation
import Testing
import UserMedia

/// The forms of a devices file.
@Suite struct SelectDevicesFileTests {
  private func settings(
    _ device: String, _ constraints: String = "true", kind: String = "video"
  ) throws -> ConstraintValue? {
    let devices = try DevicesText(device)
    let run = try Command(
      ["select", "--devices-file", devices.path], input: #"{"\#(kind)":\#(constraints)}"#)
    #expect(run.status == 0, "\(run.errorOutput)")
    return try run.jsonLines.first?[kind]?["settings"]
  }

  private func camera(_ modes: String) -> String {
    #"{"kind":"videoinput","deviceId":"c","modes":[\#(modes)]}"#
  }

  @Test func missingMembersAreUnknown() throws {
    #expect(
      try settings(#"{"kind":"videoinput"}"#)
        == ["resizeMode": "none", "deviceId": "", "groupId": ""])
    #expect(
      try settings(#"{"kind":"audioinput","deviceId":"m","label":null}"#, kind: "audio")
        == ["deviceId": "m", "groupId": ""])
    let mode = try settings(camera(#"{"width":640,"height":480}"#))
    #expect(mode?["width"] == 640 && mode?["frameRate"] == nil)
    #expect(try settings(camera(#"{"frameRates":[30]}"#))?["width"] == nil)
  }

  @Test func sizesCanBeGrids() throws {
    let grid = camera(
      #"""
      {"width":{"min":160,"max":1000,"step":100},"height":{"min":120,"max":900},"frameRates":[30]}
      """#)
    let nearest = try settings(grid, #"{"width":470,"height":333,"resizeMode":{"exact":"none"}}"#)
    #expect(nearest?["width"] == 460 && nearest?["height"] == 333)
    let mixed = camera(#"{"width":640,"height":{"min":100,"max":500}}"#)
    #expect(try settings(mixed, #"{"height":123}"#)?["height"] == 123)
  }

  @Test func controlsCanBeRangesOrLists() throws {
    let camera = #"""
      {"kind":"videoinput","deviceId":"c","pan":{"min":-7200,"max":7200,"step":3600},
       "iso":[400,100],"exposureMode":["manual","continuous"],"torch":[false,true]}
      """#
    let chosen = try settings(
      camera, #"{"pan":-4000,"iso":150,"exposureMode":"manual","torch":true,"zoom":2}"#)
    #expect(chosen?["pan"] == -3600)
    #expect(chosen?["iso"] == 100)
    #expect(chosen?["exposureMode"] == "manual")
    #expect(chosen?["torch"] == true)
    #expect(chosen?["zoom"] == nil)
  }

  @Test func ratesCanBeAListANumberOrARange() throws {
    for (rates, expected) in [("[5,10]", 10.0), ("7.5", 7.5), (#"{"min":0,"max":12}"#, 12)] {
      let camera = camera(#"{"width":640,"height":480,"frameRates":\#(rates)}"#)
      #expect(try settings(camera, #"{"frameRate":60}"#)?["frameRate"]?.double == expected)
    }
    let range = camera(#"{"width":640,"height":480,"frameRates":{"min":1,"max":30}}"#)
    #expect(
      try settings(range, #"{"frameRate":17.5,"resizeMode":"none"}"#)?["frameRate"]?.double == 17.5)
  }

  @Test func ratesAreKeptAsWritten() throws {
    for rate in [29.97, 23.976, 59.94, 7.5, 0.1, 14.985, 30000 / 1001.0] {
      let camera = camera(#"{"width":640,"height":480,"frameRates":[\#(rate)]}"#)
      #expect(try settings(camera)?["frameRate"]?.double == rate)
    }
  }

  @Test func aRateOfZeroIsUnknown() throws {
    for rates in ["[0]", "0", #"{"min":0,"max":0}"#] {
      let settings = try settings(camera(#"{"width":640,"height":480,"frameRates":\#(rates)}"#))
      #expect(settings?["width"] == 640 && settings?["frameRate"] == nil)
    }
    let some = camera(#"{"width":640,"height":480,"frameRates":[0,15]}"#)
    #expect(try settings(some)?["frameRate"] == 15)
  }

  @Test func formatsCanHaveAlternativeNames() throws {
    let rates = [("MJPEG", 10.0), ("YUY2", 20), ("Y16", 30), ("I420", 40)]
    let modes = rates.map {
      #"{"width":640,"height":480,"frameRates":[\#($0.1)],"pixelFormat":"\#($0.0)"}"#
    }
    for (_, rate) in rates {
      let settings = try settings(
        camera(modes.joined(separator: ",")), #"{"frameRate":\#(rate)}"#)
      #expect(settings?["frameRate"]?.double == rate)
    }
  }

  @Test func echoCancellationModesCanBeNamed() throws {
    let microphone = #"{"kind":"audioinput","echoCancellation":[true,false,"remote-only"]}"#
    for (constraint, expected) in [
      ("true", ConstraintValue.bool(true)), (#"{"echoCancellation":false}"#, false),
      (#"{"echoCancellation":{"exact":"remote-only"}}"#, "remote-only"),
      (#"{"echoCancellation":"all"}"#, true),
    ] {
      #expect(try settings(microphone, constraint, kind: "audio")?["echoCancellation"] == expected)
    }
  }

  @Test func anEmptyFacingModeIsIgnored() throws {
    for facing in ["[]", #""""#, "null", #"[""]"#] {
      let camera = #"{"kind":"videoinput","deviceId":"c","facingMode":\#(facing)}"#
      let settings = try #require(try settings(camera))
      #expect(settings["facingMode"] == nil)
    }
  }

  @Test func audioPropertiesCanBeRangesOrFixed() throws {
    let fixed =
      #"{"kind":"audioinput","sampleRate":44100,"channelCount":1,"sampleSize":24,"latency":0.05}"#
    let settings = try settings(fixed, kind: "audio")
    #expect(settings?["sampleRate"] == 44100 && settings?["channelCount"] == 1)
    #expect(settings?["sampleSize"] == 24 && settings?["latency"] == 0.05)
    let ranged = #"{"kind":"audioinput","sampleSize":{"min":16,"max":32}}"#
    #expect(try self.settings(ranged, #"{"sampleSize":23}"#, kind: "audio")?["sampleSize"] == 24)
  }

  @Test func devicesOutputIsAccepted() throws {
    let directory = try TemporaryDirectory()
    let printed = try Command(["devices", "--devices", "synthetic", "--json"])
    try printed.output.write(to: URL(filePath: directory.path("d")))
    let run = try Command(
      ["select", "--devices-file", directory.path("d")], input: #"{"video":true,"audio":true}"#)
    let answer = try #require(try run.jsonLines.first)
    let first = try printed.json["devices"]?.elements.first { $0["kind"] == "videoinput" }
    #expect(answer["video"]?["deviceId"] == first?["deviceId"])
    #expect(answer["audio"]?["settings"]?["sampleRate"] == 48000)
  }

  @Test(arguments: [
    (#"{"deviceId":"x"}"#, "devices[0].kind"), (#"{"kind":"camera"}"#, "devices[0].kind"),
    (#"{"kind":"videoinput","deviceId":1}"#, "devices[0].deviceId"),
    (#"{"kind":"videoinput","facingMode":["up"]}"#, "devices[0].facingMode[0]"),
    (#"{"kind":"videoinput","modes":[1]}"#, "devices[0].modes[0]"),
    (#"{"kind":"videoinput","modes":[{"width":-1}]}"#, "devices[0].modes[0].width"),
    (#"{"kind":"videoinput","modes":[{"width":1.5}]}"#, "devices[0].modes[0].width"),
    (#"{"kind":"videoinput","modes":[{"width":1e400}]}"#, "a number larger"),
    (#"{"kind":"videoinput","modes":[{"width":{"min":2,"max":1},"height":1}]}"#, "width"),
    (#"{"kind":"videoinput","modes":[{"width":{"min":1,"max":2,"step":0},"height":1}]}"#, "width"),
    (#"{"kind":"videoinput","modes":[{"frameRates":[30,-1]}]}"#, "frameRates[1]"),
    (#"{"kind":"videoinput","modes":[{"pixelFormat":"JPEGXL"}]}"#, "pixelFormat"),
    (#"{"kind":"audioinput","sampleRate":{"max":1}}"#, "devices[0].sampleRate"),
    (#"{"kind":"audioinput","echoCancellation":[true,"yes"]}"#, "echoCancellation[1]"),
  ]) func invalidMembersAreErrors(device: String, path: String) throws {
    let devices = try DevicesText(device)
    let run = try Command(["select", "--devices-file", devices.path], input: #"{"video":true}"#)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errorOutput.hasPrefix("TypeError: "))
    #expect(run.errorOutput.contains(path), "\(run.errorOutput)")
    #expect(run.errorOutput.split(separator: "\n").count == 1)
  }
}
