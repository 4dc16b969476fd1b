import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

/// Random constraints on random cameras, compared with checking every possible setting.
@Suite struct OracleTests {
  private static let cases = 20_000
  private static let runs = 8

  @Test(arguments: 0..<runs) func agrees(run: Int) throws {
    for index in 0..<Self.cases / Self.runs {
      let seed = UInt64(run * 1_000_000 + index)
      var generator = Generator(seed: seed)
      let devices = generator.cameras()
      let constraints = generator.constraints()
      let problem = check(constraints, devices)
      try #require(
        problem == nil, "seed \(seed): \(problem ?? "") for \(constraints) on \(devices)")
    }
  }

  private static let larger = [
    Devices.camera("camera", [Devices.mode(90, 60), Devices.mode(64, 80)]),
    Devices.camera("wide", [Devices.mode(64, 36), Devices.mode(80, 60), Devices.mode(106, 60)]),
    Devices.camera(
      "stepped",
      [
        VideoMode(
          pixelFormat: .yuyv,
          size: .stepwise(
            width: VideoMode.SteppedRange(min: 16, max: 96, step: 8)!,
            height: VideoMode.SteppedRange(min: 9, max: 72, step: 3)!),
          frameRates: .discrete([FrameRate(30)!]))
      ]),
  ]

  @Test(arguments: larger) func agreesOnLargerPictures(camera: CandidateDevice) throws {
    for seed in UInt64(0)..<60 {
      var generator = Generator(seed: seed)
      let advanced = [generator.sizes(90), generator.sizes(90)]
      var basic = generator.sizes(90)
      if generator.chance(50) { basic.resizeMode = nil }
      let constraints = MediaTrackConstraints(
        basic: basic, advanced: generator.chance(50) ? advanced : nil)
      let problem = check(constraints, [camera])
      try #require(problem == nil, "seed \(seed): \(problem ?? "") for \(constraints)")
    }
  }

  /// What is wrong with the selection; `nil` if nothing is.
  private func check(_ constraints: MediaTrackConstraints, _ devices: [CandidateDevice]) -> String?
  {
    // Devices without sizes are tested separately.
    let devices = devices.filter(hasSizes)
    if devices.isEmpty { return nil }
    let oracles = devices.map { Oracle(constraints, $0) }
    let possible = oracles.indices.filter { oracles[$0].least < .infinity }
    do {
      let selections = try Selection.selectSettings(
        for: constraints, kind: .videoinput, among: devices)
      if Set(selections.map(\.deviceIndex)) != Set(possible) {
        return "devices \(selections.map(\.deviceIndex)), not \(possible)"
      }
      for selection in selections {
        let index = selection.deviceIndex
        if let problem = check(selection, constraints, oracles[index], devices[index]) {
          return problem
        }
      }
      return checkOrder(selections, oracles, devices)
    } catch let error as OverconstrainedError {
      if !possible.isEmpty { return "\(error.constraint) fails" }
      let expected = unmeetable(constraints.basic, devices)
      // If only a combination fails, one of the requirements is named.
      let isNamed =
        expected.first.map { $0 == error.constraint }
        ?? constraints.basic.properties.map(\.rawValue).contains(error.constraint)
      return error.failures.map(\.constraint) == expected && isNamed && !error.message.isEmpty
        ? nil : "\(error.constraint) of \(error.failures) blamed, not \(expected)"
    } catch is TypeError {
      return mustThrowTypeError(constraints.basic) ? nil : "a TypeError"
    } catch {
      return "\(error)"
    }
  }

  /// The requirements that no device meets alone, or together with the required resize mode.
  private func unmeetable(
    _ set: MediaTrackConstraintSet, _ devices: [CandidateDevice]
  ) -> [String] {
    func isMeetable(_ set: MediaTrackConstraintSet) -> Bool {
      devices.contains { Oracle(MediaTrackConstraints(basic: set), $0).least < .infinity }
    }
    var companion = MediaTrackConstraintSet()
    companion.resizeMode = set.resizeMode?.exact.map { .exact($0) }
    if !isMeetable(companion) { companion = MediaTrackConstraintSet() }
    return set.entries.filter { entry in
      guard entry.property.applies(to: .videoinput),
        Rules.distance(entry, nil, isBasic: true) == .infinity
      else { return false }
      var alone = companion
      alone[entry.property] = entry.constraint
      return !isMeetable(alone)
    }.map(\.property.rawValue)
  }

  private func hasSizes(_ device: CandidateDevice) -> Bool {
    device.description.videoModes.contains { mode in
      switch mode.size {
      case .discrete(let width, let height): width > 0 && height > 0
      case .stepwise(let width, let height):
        width.min + width.step <= width.max || width.min > 0
          ? height.min + height.step <= height.max || height.min > 0 : false
      }
    }
  }

  private func mustThrowTypeError(_ set: MediaTrackConstraintSet) -> Bool {
    set.brightness?.exact != nil || set.torch?.exact != nil
  }

  private func check(
    _ selection: Selection, _ constraints: MediaTrackConstraints, _ oracle: Oracle,
    _ device: CandidateDevice
  ) -> String? {
    let settings = selection.settings
    if abs(selection.fitnessDistance - oracle.least) > 2e-6 {
      return "distance \(selection.fitnessDistance), not \(oracle.least)"
    }
    guard let width = settings.width, let height = settings.height else { return "no size" }
    var basic = constraints.basic
    let isNative = settings.resizeMode == VideoResizeMode.none
    if oracle.isRounded(width, height, isNative: isNative) { basic.aspectRatio?.ideal = nil }
    let own = fitnessDistance(settings, basic, kind: .videoinput)
    if abs(own - selection.fitnessDistance) > 1e-9 {
      return "settings \(settings) of distance \(own)"
    }
    for (set, isMet) in zip(constraints.advanced ?? [], oracle.metSets) where isMet {
      if fitnessDistance(settings, set, kind: .videoinput, bareIsIdeal: false) == .infinity {
        return "settings \(settings) do not meet \(set)"
      }
    }
    guard let video = selection.video else { return "no video" }
    let native = Oracle.Native(
      width: width, height: height, rate: settings.frameRate,
      format: video.pixelFormat)
    if let expected = oracle.native(of: device) {
      return native.isSame(as: expected) && settings.resizeMode == VideoResizeMode.none
        ? nil : "\(native) \(settings), not \(expected)"
    }
    if settings.resizeMode != .cropAndScale { return "not cropped" }
    if !oracle.isOfLeastRank(width, height) { return "\(width)x\(height) is odd or large" }
    return checkCrop(settings, video, device)
  }

  /// Whether the cropped mode is one of the camera's, and large and fast enough.
  private func checkCrop(
    _ settings: MediaTrackSettings, _ video: VideoConfiguration, _ device: CandidateDevice
  ) -> String? {
    let source = MediaTrackConstraints(
      basic: .init(
        width: .exact(UInt32(video.width)), height: .exact(UInt32(video.height)),
        frameRate: video.frameRate.map { .exact($0.framesPerSecond) }, resizeMode: .exact("none")))
    if Oracle(source, device).least == .infinity { return "\(video) is no mode" }
    if video.width < settings.width ?? 0 || video.height < settings.height ?? 0 {
      return "\(video) is too small"
    }
    // Fractions represent rates to a thousandth.
    let rate = video.frameRate?.framesPerSecond ?? 0
    return rate + 0.001 < settings.frameRate ?? 0 ? "\(video) is too slow" : nil
  }

  private func checkOrder(
    _ selections: [Selection], _ oracles: [Oracle], _ devices: [CandidateDevice]
  ) -> String? {
    for (first, second) in zip(selections, selections.dropFirst()) {
      let (one, other) = (oracles[first.deviceIndex], oracles[second.deviceIndex])
      if one.metSets != other.metSets {
        let met = zip(one.metSets, other.metSets).first { $0 != $1 }
        if met?.0 == false { return "advanced sets out of order" }
      } else if Oracle.billionths(one.least) != Oracle.billionths(other.least) {
        if one.least > other.least { return "distances out of order" }
      } else if devices[second.deviceIndex].description.isDefault,
        !devices[first.deviceIndex].description.isDefault
      {
        return "the default device is not first"
      } else if !devices.contains(where: \.description.isDefault), second.deviceIndex == 0,
        second.settings.resizeMode == VideoResizeMode.none
      {
        return "the first device is not first"
      }
    }
    return nil
  }
}
