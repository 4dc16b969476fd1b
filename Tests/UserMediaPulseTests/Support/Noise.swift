import Foundation

/// Noise, the same in each run.
enum Noise {
  /// Half a minute of white noise, ±`amplitude`.
  static func white(amplitude: Float) -> [Float] {
    var random = Generator()
    return (0..<48000 * 30).map { _ in random.next() * amplitude }
  }

  /// Half a minute of what WebRTC considers speech: noise with three formants, in syllables.
  static func speech(amplitude: Float) -> [Float] {
    var random = Generator()
    var formants = [Resonance(500, 120), Resonance(1500, 200), Resonance(2500, 250)]
    var sound = (0..<48000 * 30).map { index in
      let noise = random.next()
      let voice = formants.indices.reduce(Float(0)) {
        $0 + formants[$1].next(noise) / Float($1 + 1)
      }
      let time = Float(index) / 48000
      let syllables = sin(2 * .pi * 3.1 * time) * sin(2 * .pi * 0.7 * time + 1) + 0.2
      return voice * max(syllables, 0)
    }
    let loudest = sound.reduce(0) { max($0, abs($1)) }
    for index in sound.indices { sound[index] *= amplitude / loudest }
    return sound
  }

  /// -1…1; Knuth's linear congruential generator (MMIX).
  private struct Generator {
    var state: UInt64 = 1

    mutating func next() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(Int32(truncatingIfNeeded: state >> 32)) / 2_147_483_648
    }
  }

  /// A filter that resonates at one frequency.
  private struct Resonance {
    let first, second: Float
    var last: Float = 0
    var beforeLast: Float = 0

    init(_ frequency: Float, _ bandwidth: Float) {
      let radius = exp(-Float.pi * bandwidth / 48000)
      first = 2 * radius * cos(2 * .pi * frequency / 48000)
      second = -radius * radius
    }

    mutating func next(_ input: Float) -> Float {
      (last, beforeLast) = (input + first * last + second * beforeLast, last)
      return last
    }
  }
}
