import Glibc

/// The level of one channel over a period of time.
public struct AudioLevel: Hashable, Sendable {
  /// The largest absolute sample value; 1 is full scale.
  public let peak: Float
  /// The root mean square of all samples; 1 is a full-scale square wave.
  public let rms: Float

  /// Silence.
  public static let silence = AudioLevel(peak: 0, rms: 0)

  /// ``peak`` in dBFS: 0 is full scale, `-infinity` is silence.
  public var peakDBFS: Float { Self.decibels(peak) }

  /// ``rms`` in dBFS: a full-scale sine has -3.01.
  public var rmsDBFS: Float { Self.decibels(rms) }

  private static func decibels(_ level: Float) -> Float { 20 * log10f(level) }
}
