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
    #expect(ConstrainULong(-1) == 0)
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
}
