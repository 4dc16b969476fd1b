package import UserMediaConstraints
import UserMediaCore

/// Generates realistic sets of cameras and microphones.
extension ConstraintGenerator {
  /// Up to four cameras and microphones; sometimes none of a kind.
  package mutating func devices() -> [CandidateDevice] {
    (0..<Int.random(in: 0...2, using: &random)).map { camera("camera\($0)") }
      + (0..<Int.random(in: 0...2, using: &random)).map { microphone("microphone\($0)") }
  }

  private mutating func camera(_ id: String) -> CandidateDevice {
    let sizes = [
      (320, 240), (640, 360), (640, 480), (1280, 720), (1920, 1080), (1600, 1200),
    ].shuffled(using: &random).prefix(Int.random(in: 1...6, using: &random))
    let rates: [[Double]] = [[30], [30, 15], [7.5], [29.97, 60], [5, 10, 15, 30], []]
    return Devices.camera(
      chance(30) ? pick(["abc", "user"]) : id,
      sizes.map { size in
        Devices.mode(size.0, size.1, pick(rates), pick([.yuyv, .mjpeg, .nv12, nil]))
      }, facing: pick([[], [.user], [.environment], [.user, .environment]]),
      isDefault: chance(20))
  }

  private mutating func microphone(_ id: String) -> CandidateDevice {
    let choices: [[Bool]?] = [nil, [false], [true, false], [true]]
    return Devices.microphone(
      chance(30) ? "abc" : id,
      AudioCapabilities(
        sampleRate: pick([nil, 8_000...48_000, 48_000...48_000]), channelCount: pick([nil, 1...2]),
        latency: pick([nil, 0.01...0.5]), echoCancellation: pick(choices),
        autoGainControl: pick(choices), noiseSuppression: pick(choices)), isDefault: chance(20))
  }
}
