import UserMediaConstraints
import UserMediaCore

extension Oracle {
  /// The native settings that must be selected if any have the smallest distance of all.
  struct Native {
    var width: Int
    var height: Int
    var rate: Double?
    var format: PixelFormat

    func isSame(as other: Native) -> Bool {
      guard (width, height, format) == (other.width, other.height, other.format) else {
        return false
      }
      guard let rate, let wanted = other.rate else { return rate == other.rate }
      return Rules.same(rate, wanted, .frameRate)
    }
  }

  /// Distances are compared in billionths.
  static func billionths(_ distance: Double) -> Double { (distance * 1e9).rounded() }

  /// Chosen by size nearest to 640x480, rate nearest to 30, format, order; `nil` if cropping is
  /// nearer.
  func native(of device: CandidateDevice) -> Native? {
    let target = parts.map(\.least).min() ?? .infinity
    var best: (key: [Double], native: Native)?
    for part in parts where part.isNative && Self.billionths(part.least) == Self.billionths(target)
    {
      let format = device.description.videoModes[part.mode].pixelFormat
      for size in part.sizes {
        for rate in part.rates.sorted(by: { farness($0.rate) < farness($1.rate) })
        where Self.billionths(part.distance + size.distance + rate.distance)
          == Self.billionths(target)
        {
          let key = [
            size.rank, off(Double(size.width), 640) + off(Double(size.height), 480),
            slowness(rate.rate),
            cost(format),
          ]
          if best.map({ key.lexicographicallyPrecedes($0.key) }) ?? true {
            best = (
              key,
              Native(
                width: size.width, height: size.height, rate: rate.rate, format: format ?? .yuyv)
            )
          }
        }
      }
    }
    return best?.native
  }

  private func off(_ value: Double, _ wanted: Double) -> Double {
    abs(value - wanted) / max(value, wanted)
  }

  private func slowness(_ rate: Double?) -> Double {
    guard let rate else { return 2 }
    let distance = off(rate, 30)
    return distance <= 0.005 ? 0 : rate < 30 ? distance + 1e-9 : distance
  }

  /// Within a mode, 30 comes before 29.97.
  private func farness(_ rate: Double?) -> Double { abs((rate ?? .infinity) - 30) }

  private func cost(_ format: PixelFormat?) -> Double {
    switch format {
    case .rgb24: 1
    case .mjpeg: 2
    case .grey: 3
    default: 0
    }
  }
}
