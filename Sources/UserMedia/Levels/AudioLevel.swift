import Glibc

/// How loud one channel is, over some time.
public struct AudioLevel: Hashable, Sendable {
  /// The greatest sample without its sign; 1 is full scale.
  public let peak: Float
  /// The root of the mean square of all samples; 1 is a square wave at full scale.
  public let rms: Float

  /// Silence.
  public static let silence = AudioLevel(peak: 0, rms: 0)

  /// ``peak`` in decibels relative to full scale: 0 is full scale, `-infinity` silence.
  public var peakDBFS: Float { Self.decibels(peak) }

  /// ``rms`` in decibels relative to full scale: a sine at full scale has -3.01.
  public var rmsDBFS: Float { Self.decibels(rms) }

  private static func decibels(_ level: Float) -> Float { 20 * log10f(level) }
}
