import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

/// No value crashes or hangs the selection.
@Suite struct BadInputTests {
  private static let numbers: [Double] = [
    0, -0.0, 1, -1, 0.5, .leastNonzeroMagnitude, 1e-10, 29.97, 640, 4_294_967_295, 1e18, -1e18,
    1e300, -1e300,
    .infinity, -.infinity, .nan, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
  ]
  private static let sizes: [UInt32] = [0, 1, 2, 640, 65_535, 4_000_000_000, .max]
  private static let lengths = [Int.min, -7, 0, 1, 2, 640, 65_536, 4_294_967_295, Int.max]

  private func number(_ generator: inout Generator) -> ConstrainDouble {
    let values = Self.numbers
    if generator.chance(40) { return .init(generator.pick(values)) }
    return .init(
      min: generator.maybe(40) { $0.pick(values) }, max: generator.maybe(40) { $0.pick(values) },
      exact: generator.maybe(20) { $0.pick(values) }, ideal: generator.maybe(60) { $0.pick(values) }
    )
  }

  private func size(_ generator: inout Generator) -> ConstrainULong {
    let values = Self.sizes
    if generator.chance(40) { return .init(generator.pick(values)) }
    return .init(
      min: generator.maybe(40) { $0.pick(values) }, max: generator.maybe(40) { $0.pick(values) },
      exact: generator.maybe(20) { $0.pick(values) }, ideal: generator.maybe(60) { $0.pick(values) }
    )
  }

  private func set(_ generator: inout Generator) -> MediaTrackConstraintSet {
    MediaTrackConstraintSet(
      width: generator.maybe(40, size), height: generator.maybe(40, size),
      aspectRatio: generator.maybe(40, number), frameRate: generator.maybe(40, number),
      sampleRate: generator.maybe(40, size), sampleSize: generator.maybe(40, size),
      latency: generator.maybe(40, number), channelCount: generator.maybe(40, size),
      pan: generator.maybe(10) { .double(number(&$0)) })
  }

  private func range(_ generator: inout Generator) -> ClosedRange<Int> {
    let (one, other) = (generator.pick(Self.lengths), generator.pick(Self.lengths))
    return min(one, other)...max(one, other)
  }

  private func mode(_ generator: inout Generator) -> VideoMode {
    let rates = [
      FrameRate(1, .max), FrameRate(30), FrameRate(.max, 1), FrameRate(.max, .max - 1),
    ].compactMap { $0 }
    func steps(_ generator: inout Generator) -> VideoMode.SteppedRange {
      let sizes = range(&generator)
      return VideoMode.SteppedRange(
        min: sizes.lowerBound, max: sizes.upperBound, step: generator.pick([1, 2, 16, Int.max]))
        ?? VideoMode.SteppedRange(min: 1, max: 1)!
    }
    return VideoMode(
      pixelFormat: nil,
      size: generator.chance(50)
        ? .discrete(width: generator.pick(Self.lengths), height: generator.pick(Self.lengths))
        : .stepwise(width: steps(&generator), height: steps(&generator)),
      frameRates: generator.pick([
        .unknown, .discrete([]), .discrete(rates),
        .range(min: generator.pick(rates), max: generator.pick(rates)),
      ]))
  }

  @Test(arguments: UInt64(0)..<100) func camerasAndConstraintsOfAnyNumbers(
    seed: UInt64
  ) throws {
    var generator = Generator(seed: seed)
    let devices = [
      Devices.camera("camera", (0..<generator.pick([0, 1, 3])).map { _ in mode(&generator) })
    ]
    let constraints = MediaTrackConstraints(
      basic: set(&generator), advanced: [set(&generator), set(&generator)])
    _ = explainSelection(for: constraints, kind: .videoinput, among: devices)
    _ = MediaTrackCapabilities(of: devices[0])
    do {
      for selection in try Selection.selectSettings(
        for: constraints, kind: .videoinput, among: devices)
      {
        #expect(unmetConstraint(selection.settings, constraints.basic, kind: .videoinput) == nil)
        #expect(selection.fitnessDistance.isFinite)
      }
    } catch is OverconstrainedError {
    } catch is TypeError {}
  }

  @Test(arguments: UInt64(0)..<100) func microphonesAndConstraintsOfAnyNumbers(
    seed: UInt64
  ) throws {
    var generator = Generator(seed: seed)
    let latencies = Self.numbers.filter { !$0.isNaN }
    let (one, other) = (generator.pick(latencies), generator.pick(latencies))
    let audio = AudioCapabilities(
      sampleRate: generator.maybe(70, range),
      defaultSampleRate: generator.maybe(50) { $0.pick(Self.lengths) },
      channelCount: generator.maybe(70, range),
      defaultChannelCount: generator.maybe(50) { $0.pick(Self.lengths) },
      sampleSizes: generator.maybe(70) { generator in
        (0..<generator.pick([0, 1, 3])).map { _ in generator.pick(Self.lengths) }
      }, latency: min(one, other)...max(one, other),
      echoCancellation: generator.pick([nil, [], [true]]))
    let devices = [Devices.microphone("microphone", audio)]
    let constraints = MediaTrackConstraints(basic: set(&generator), advanced: [set(&generator)])
    _ = explainSelection(for: constraints, kind: .audioinput, among: devices)
    _ = MediaTrackCapabilities(of: devices[0])
    do {
      for selection in try Selection.selectSettings(
        for: constraints, kind: .audioinput, among: devices)
      {
        #expect(selection.fitnessDistance.isFinite)
      }
    } catch is OverconstrainedError {}
  }
}
