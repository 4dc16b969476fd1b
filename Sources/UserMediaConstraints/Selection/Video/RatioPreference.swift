import UserMediaCore

/// A preferred aspect ratio. Programs often write it rounded: 1.777 or 1.78 for 16:9, 1.33 for 4:3.
///
/// The specification's fitness distance takes such a number literally: the best size for 1.777 is
/// 1020x574, and for 1.7777 it is 1911x1075. Beyond the specification, two kinds of size count as
/// having the preferred ratio, at a distance of 0:
///
/// - a native size within half a percent of it;
/// - a cropped, scaled or freely chosen size with even sides, if one side is the even number
///   nearest to the other times the ratio, and the result is within half a percent.
///
/// Any other size has the specification's distance, so the tolerance pulls no size to its edge.
/// Required ratios (`exact`, `min`, `max`) are not widened.
struct RatioPreference {
  private let ideal: Double
  /// The ratio for sizes that are not native: the nearest native ratio within the tolerance, or the
  /// preferred one as written.
  private(set) var target: Double

  /// How far apart two ratios, relative to the greater, may be and still count as the same.
  private static let tolerance = 0.005

  /// `nil` without a preferred ratio, or if it is not positive.
  init?(_ demand: NumberDemand?) {
    guard let ideal = demand?.ideal, ideal > 0 else { return nil }
    self.ideal = ideal
    target = ideal
  }

  /// Starts on a camera: finds the target among its native sizes.
  mutating func begin(_ modes: [NativeMode]) {
    target = ideal
    var nearest = Self.tolerance
    for mode in modes where mode.widths.isSingle && mode.heights.isSingle {
      let ratio = MediaTrackSettings.aspectRatio(mode.widths.first, mode.heights.first)
      let distance = relativeDistance(ratio, ideal)
      if distance < nearest { (nearest, target) = (distance, ratio) }
    }
  }

  /// Whether a native size counts as having the ratio.
  func isMet(byNative width: Int, _ height: Int) -> Bool {
    relativeDistance(MediaTrackSettings.aspectRatio(width, height), ideal) <= Self.tolerance
  }

  /// Whether a size has the target, apart from rounding to even sides.
  func isNearTarget(_ width: Int, _ height: Int) -> Bool {
    relativeDistance(MediaTrackSettings.aspectRatio(width, height), target) <= Self.tolerance
  }
}
