import Testing
import UserMediaConstraints
import UserMediaCore

/// Variables, optionals and enumerations in constraints mean what the literals mean.
@Suite struct VariableConstraintTests {
  private let width = 640
  private let rate = 29.97
  private let whole = 30
  private let face = VideoFacingMode.environment
  private let id = "abc"
  private let ids = ["a", "b"]
  private let on = true

  private func optional<Value>(_ value: Value, isNil: Bool = false) -> Value? {
    isNil ? nil : value
  }

  @Test func wholeNumbers() {
    #expect(ConstrainULong(width) == 640)
    #expect(ConstrainULong.exact(width) == ConstrainULong(exact: 640))
    #expect(ConstrainULong.ideal(optional(width)) == ConstrainULong(ideal: UInt32(640), max: nil))
    #expect(ConstrainULong(optional(width)) == 640)
    #expect(ConstrainULong(-width) == 0)
    #expect(ConstrainULong(Int.max) == ConstrainULong(UInt32.max))
    #expect(ConstrainULong(639.6 * 1.0 as Double) == 640)
    #expect(ConstrainULong.exact(Double.infinity) == ConstrainULong(exact: UInt32.max))
    #expect(ConstrainULong.exact(Double.nan) == ConstrainULong(exact: 0))
  }

  @Test func numbers() {
    #expect(ConstrainDouble(rate) == 29.97)
    #expect(ConstrainDouble(whole) == 30)
    #expect(ConstrainDouble.exact(whole) == ConstrainDouble(exact: 30.0))
    #expect(ConstrainDouble.exact(optional(rate)) == ConstrainDouble(exact: 29.97))
    #expect(ConstrainDouble.ideal(whole) == ConstrainDouble.ideal(30.0))
    #expect(ConstrainDouble(min: whole, max: whole) == ConstrainDouble(min: 30.0, max: 30.0))
  }

  @Test func strings() {
    #expect(ConstrainDOMString(id) == "abc")
    #expect(ConstrainDOMString(face) == "environment")
    #expect(ConstrainDOMString.exact(face) == .exact("environment"))
    #expect(ConstrainDOMString.ideal(optional(face)) == .ideal("environment"))
    #expect(ConstrainDOMString.exact(VideoResizeMode.cropAndScale) == .exact("crop-and-scale"))
    #expect(ConstrainDOMString.exact(optional(id)) == .exact("abc"))
    #expect(ConstrainDOMString.exact(ids) == .exact(["a", "b"]))
    #expect(ConstrainDOMString(ids) == ["a", "b"])
  }

  @Test func booleansAndModes() {
    #expect(ConstrainBoolean(on) == true)
    #expect(ConstrainBoolean.exact(optional(on)) == ConstrainBoolean.exact(true))
    #expect(ConstrainBooleanOrDOMString(on) == true)
    #expect(ConstrainBooleanOrDOMString.exact(on) == .exact(.boolean(true)))
    #expect(
      ConstrainBooleanOrDOMString.ideal(EchoCancellationMode.remoteOnly) == .ideal("remote-only"))
    #expect(BooleanOrMediaTrackConstraints(on) == true)
  }

  @Test func aNumberOrABoolean() {
    #expect(BooleanOrConstrainDouble.exact(2) == .double(.exact(2.0)))
    #expect(BooleanOrConstrainDouble.exact(2.5) == .double(.exact(2.5)))
    #expect(BooleanOrConstrainDouble.exact(whole) == .double(.exact(30.0)))
    #expect(BooleanOrConstrainDouble.ideal(rate) == .double(.ideal(29.97)))
    #expect(BooleanOrConstrainDouble(on) == true)
    #expect(BooleanOrConstrainDouble(whole) == 30)
    #expect(BooleanOrConstrainDouble(min: 1, max: 2) == .double(.init(min: 1.0, max: 2.0)))
    #expect(
      BooleanOrConstrainDouble(min: 1, ideal: 1.5, max: 2)
        == .double(.init(min: 1, ideal: 1.5, max: 2)))
  }

  /// As an absent member does, in JSON as well as in selection.
  @Test func nilRequestsNothing() {
    let nothing = MediaTrackConstraintSet(
      width: .init(optional(width, isNil: true)), height: .exact(optional(width, isNil: true)),
      frameRate: .init(optional(rate, isNil: true)),
      facingMode: .exact(optional(face, isNil: true)),
      echoCancellation: .exact(optional(on, isNil: true)),
      autoGainControl: .init(optional(on, isNil: true)),
      deviceId: .exact(optional(id, isNil: true)), zoom: .exact(optional(whole, isNil: true)))
    #expect(
      nothing
        == MediaTrackConstraintSet(
          width: .init(exact: nil), height: .init(exact: nil), frameRate: .init(exact: nil),
          facingMode: .init(exact: nil), echoCancellation: .init(exact: nil),
          autoGainControl: .init(exact: nil), deviceId: .init(exact: nil),
          zoom: .double(.init(exact: nil))))
  }

  @Test func allInOneCall() {
    let constraints = MediaStreamConstraints(
      audio: .init(on),
      video: .init(
        width: .init(width), height: .init(min: 360), frameRate: .exact(whole),
        facingMode: .exact(face), deviceId: .init(id), zoom: .exact(2)))
    #expect(
      constraints
        == MediaStreamConstraints(
          audio: true,
          video: .init(
            width: 640, height: .init(min: 360), frameRate: .init(exact: 30.0),
            facingMode: .exact("environment"), deviceId: "abc", zoom: .double(.exact(2.0)))))
  }

  /// Without a call, as long as no member of the call is a dictionary.
  @Test func variablesWorkDirectly() {
    let (maybe, none) = (optional(width), optional(id, isNil: true))
    let direct = MediaStreamConstraints(
      video: .init(
        width: width, height: maybe, frameRate: rate, facingMode: face,
        resizeMode: VideoResizeMode.cropAndScale, deviceId: none, exposureMode: .exact("manual"),
        brightness: whole, zoom: .exact(2), torch: on,
        advanced: [.init(height: height(of: 2), zoom: rate)]))
    var written = MediaTrackConstraintSet(
      width: 640, height: 640, frameRate: 29.97, facingMode: "environment",
      resizeMode: "crop-and-scale", exposureMode: .exact("manual"), brightness: 30,
      zoom: .double(.exact(2.0)), torch: true)
    written.torch = true
    #expect(
      direct
        == MediaStreamConstraints(
          video: .constraints(
            MediaTrackConstraints(basic: written, advanced: [.init(height: 360, zoom: 29.97)]))))
    #expect(
      MediaStreamConstraints(
        audio: .init(echoCancellation: EchoCancellationMode.all, deviceId: ids))
        == MediaStreamConstraints(
          audio: .init(echoCancellation: "all", deviceId: ["a", "b"])))
    #expect(
      MediaTrackConstraintSet(width: width, height: .exact(height(of: 2)), deviceId: .exact(ids))
        == MediaTrackConstraintSet(
          width: 640, height: .init(exact: UInt32(360)), deviceId: .exact(["a", "b"])))
    #expect(
      MediaTrackConstraintSet(width: width, facingMode: .exact(face), zoom: .exact(2))
        == MediaTrackConstraintSet(
          width: 640, facingMode: .exact("environment"), zoom: .double(.exact(2.0))))
  }

  private func height(of half: Int) -> Int { 720 / half }

  /// Every constraint takes values of its own type, and optional ones.
  @Test func everyMemberTakesAVariable() {
    let set = MediaTrackConstraintSet(
      width: width, height: width, aspectRatio: rate, frameRate: whole, facingMode: face,
      resizeMode: id, sampleRate: width, sampleSize: width, echoCancellation: on,
      autoGainControl: on, noiseSuppression: on, latency: rate, channelCount: width, deviceId: id,
      groupId: id, backgroundBlur: on, whiteBalanceMode: MeteringMode.manual,
      exposureMode: MeteringMode.manual, focusMode: MeteringMode.manual,
      exposureCompensation: rate, exposureTime: rate, colorTemperature: rate, iso: whole,
      brightness: whole, contrast: whole, saturation: whole, sharpness: whole,
      focusDistance: rate, pan: whole, tilt: whole, zoom: rate, torch: on,
      powerLineFrequency: whole, displaySurface: DisplayCaptureSurfaceType.window,
      logicalSurface: on, cursor: CursorCaptureConstraint.never)
    #expect(set.properties.count == ConstrainableProperty.allCases.count)
    #expect(set.zoom == .double(29.97))
    #expect(set.cursor == "never")
    #expect(
      MediaTrackConstraintSet(
        width: optional(width, isNil: true), frameRate: optional(rate, isNil: true),
        facingMode: optional(face, isNil: true), echoCancellation: optional(on, isNil: true),
        autoGainControl: optional(on, isNil: true), zoom: optional(whole, isNil: true))
        == MediaTrackConstraintSet())
  }
}
