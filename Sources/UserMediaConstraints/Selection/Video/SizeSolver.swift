/// A chosen width and height.
struct SizeChoice: Hashable, Sendable {
  let width: Int
  let height: Int
  /// The sum of the fitness distances of width, height and aspect ratio.
  let distance: Double
  /// The aspect ratio's part of it.
  let ratioDistance: Double
  /// Breaks ties between equal distances, the lowest first.
  let rank: Rank
  /// How far it is from the default size; breaks ties between equal distances and ranks.
  let preference: Double

  /// How suitable a size is if the aspect ratio is constrained; otherwise every size is `native`.
  enum Rank: Int, Comparable, Sendable {
    /// A native size, or the only possible one.
    case native
    /// Even sides, within the default size.
    case even
    /// Even sides, larger than the default size.
    case large
    /// An odd side, which many encoders refuse.
    case odd

    static func < (left: Rank, right: Rank) -> Bool { left.rawValue < right.rawValue }
  }

  /// Whether this is the better choice: all else being equal, the smaller picture.
  func isBetter(than other: SizeChoice) -> Bool {
    let (mine, theirs) = (comparable(distance), comparable(other.distance))
    if mine != theirs { return mine < theirs }
    if rank != other.rank { return rank < other.rank }
    if preference != other.preference { return preference < other.preference }
    return (Double(width) * Double(height), width) < (
      Double(other.width) * Double(other.height), other.width
    )
  }
}

/// Sizes to choose from: a box of widths and heights, limited to a range of aspect ratios.
struct SizeSpace: Hashable, Sendable {
  var widths: SizeGrid
  var heights: SizeGrid
  var aspectRatio: NumberLimits?
}

/// Finds the best size of a space.
///
/// If the aspect ratio is not constrained, width and height are clamped independently. If it is,
/// only a few sizes of each row (or column) can be the best: where the distances from the ideal
/// width and the ideal ratio overlap, their sum is concave, so its minimum is at an end. Rows are
/// searched from the ideal one outwards, until none farther out can be better.
struct SizeSolver {
  /// The defaults of browsers (Media Capture and Streams, 6.1.2).
  static let defaultWidth = 640.0
  static let defaultHeight = 480.0

  /// The ideals; also `nil` for a width or height of 0, to which every size is equally far.
  let width: Double?
  let height: Double?
  private let aspectRatio: NumberDemand?
  /// Decides which sizes count as having the ideal aspect ratio.
  private(set) var ratio: RatioPreference?
  /// A distance that every size has.
  let leastDistance: Double
  /// Cached results of searches; cameras often offer the same sizes.
  private var known: [Query: SizeChoice?] = [:]

  private struct Query: Hashable {
    let space: SizeSpace
    let target: Double?
  }

  /// Creates a solver for the ideals of a set.
  init(_ demands: PerNumber<NumberDemand>) {
    let ideals = [demands.width?.ideal, demands.height?.ideal]
    width = ideals[0] == 0 ? nil : ideals[0]
    height = ideals[1] == 0 ? nil : ideals[1]
    leastDistance = Double(ideals.count { $0 == 0 })
    aspectRatio = demands.aspectRatio
    ratio = RatioPreference(demands.aspectRatio)
  }

  /// Starts on another camera.
  mutating func begin(_ modes: [NativeMode]) {
    ratio?.begin(modes)
  }

  /// A size with its distances.
  ///
  /// - Parameter isMet: Whether it counts as having the ideal aspect ratio.
  func choice(
    _ width: Int, _ height: Int, ratioIsMet isMet: Bool = false, rank: SizeChoice.Rank = .native
  ) -> SizeChoice {
    let (across, down) = (Double(width), Double(height))
    var distance = leastDistance
    if let ideal = self.width { distance += relativeDistance(across, ideal) }
    if let ideal = self.height { distance += relativeDistance(down, ideal) }
    var ratioDistance = 0.0
    if !isMet, let aspectRatio, aspectRatio.ideal != nil {
      ratioDistance = aspectRatio.distance(MediaTrackSettings.aspectRatio(width, height))
    }
    return SizeChoice(
      width: width, height: height, distance: distance + ratioDistance,
      ratioDistance: ratioDistance, rank: rank,
      preference: relativeDistance(across, Self.defaultWidth)
        + relativeDistance(down, Self.defaultHeight))
  }

  /// Whether any size is within the limits.
  mutating func isPossible(_ space: SizeSpace) -> Bool {
    space.aspectRatio == nil || solve(space) != nil
  }

  /// The best size; `nil` if the limits on the aspect ratio leave none.
  mutating func solve(_ space: SizeSpace) -> SizeChoice? {
    if space.widths.isSingle, space.heights.isSingle {
      let (width, height) = (space.widths.first, space.heights.first)
      guard
        space.aspectRatio?.contains(MediaTrackSettings.aspectRatio(width, height)) ?? true
      else { return nil }
      return choice(width, height, ratioIsMet: ratio?.isMet(byNative: width, height) ?? false)
    }
    if space.aspectRatio == nil, aspectRatio?.ideal == nil {
      return choice(
        space.widths.best(for: width, preferring: Self.defaultWidth),
        space.heights.best(for: height, preferring: Self.defaultHeight))
    }
    let query = Query(space: space, target: ratio?.target)
    if let solution = known[query] { return solution }
    let solution = SizeSearch(solver: self, space: space).best()
    known[query] = solution
    return solution
  }
}
