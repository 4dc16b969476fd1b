/// Frames per second as a fraction, so that rates like 29.97 and 7.5 are exactly those of the
/// driver.
public struct FrameRate: Hashable, Sendable {
  /// The number of frames.
  public let numerator: UInt32
  /// The number of seconds they take.
  public let denominator: UInt32

  /// `numerator` frames per `denominator` seconds, in lowest terms; `nil` unless both are positive.
  public init?(_ numerator: UInt32, _ denominator: UInt32 = 1) {
    guard numerator > 0, denominator > 0 else { return nil }
    var (a, b) = (numerator, denominator)
    while b != 0 { (a, b) = (b, a % b) }
    self.numerator = numerator / a
    self.denominator = denominator / a
  }

  /// The fraction nearest to `framesPerSecond`: a whole number, one over 1001 as in broadcast
  /// rates, or in thousandths.
  ///
  /// `nil` unless it is a positive number that fits 32 bits.
  public init?(_ framesPerSecond: Double) {
    guard framesPerSecond.isFinite, framesPerSecond > 0, framesPerSecond < 4_000_000 else {
      return nil
    }
    let broadcast = (framesPerSecond * 1001 / 1000).rounded() * 1000
    if framesPerSecond == framesPerSecond.rounded() {
      self.init(UInt32(framesPerSecond))
    } else if broadcast > 0, abs(broadcast / 1001 - framesPerSecond) < 0.005 {
      self.init(UInt32(broadcast), 1001)
    } else {
      self.init(UInt32(max(1, (framesPerSecond * 1000).rounded())), 1000)
    }
  }

  /// The rate as a number of frames per second.
  public var framesPerSecond: Double { Double(numerator) / Double(denominator) }

  /// Microseconds from one frame to the next, at least 1.
  public var frameDuration: Int64 { max(1, Int64(denominator) * 1_000_000 / Int64(numerator)) }
}

extension FrameRate: Comparable, CustomStringConvertible {
  /// Orders slower rates before faster ones.
  public static func < (left: Self, right: Self) -> Bool {
    UInt64(left.numerator) * UInt64(right.denominator) < UInt64(right.numerator)
      * UInt64(left.denominator)
  }

  /// `30`, or `30000/1001`.
  public var description: String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}
