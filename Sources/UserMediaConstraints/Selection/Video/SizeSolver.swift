/// A width and height that were chosen.
struct SizeChoice: Hashable, Sendable {
  let width: Int
  let height: Int
  /// The fitness distances of width, height and aspect ratio together.
  let distance: Double
  /// How far it is from the default size; decides between equal distances.
  let preference: Double

  /// Whether this is the one to take: the smaller picture when all else is equal.
  func isBetter(than other: SizeChoice) -> Bool {
    let (mine, theirs) = (comparable(distance), comparable(other.distance))
    if mine != theirs { return mine < theirs }
    if preference != other.preference { return preference < other.preference }
    return (Double(width) * Double(height), width) < (
      Double(other.width) * Double(other.height), other.width
    )
  }
}

/// Sizes to choose from: a box of widths and heights, and a part of it between two rays.
struct SizeSpace: Hashable, Sendable {
  var widths: SizeGrid
  var heights: SizeGrid
  var aspectRatio: NumberLimits?
}

/// Finds the best size of a space.
///
/// Without a wish for an aspect ratio, width and height are each clamped to what can be had. With
/// one, every row (or column) has few sizes that can be best: where the distances from the ideal
/// width and the ideal ratio overlap, their sum is concave, so that it is least at an end. Rows are
/// taken from the ideal one outwards, and no further than where they could be better.
struct SizeSolver {
  /// The defaults of browsers (Media Capture and Streams, 6.1.2).
  static let defaultWidth = 640.0
  static let defaultHeight = 480.0

  /// The ideals; `nil` also for a width or height of 0, from which all sizes are equally far.
  let width: Double?
  let height: Double?
  let aspectRatio: NumberDemand?
  /// The distance of every size, whichever it is.
  let leastDistance: Double
  /// Solutions of spaces that took a search; cameras often offer the same sizes.
  private var known: [SizeSpace: SizeChoice?] = [:]

  /// A solver for the ideals of a set.
  init(_ demands: PerNumber<NumberDemand>) {
    let ideals = [demands.width?.ideal, demands.height?.ideal]
    width = ideals[0] == 0 ? nil : ideals[0]
    height = ideals[1] == 0 ? nil : ideals[1]
    leastDistance = Double(ideals.count { $0 == 0 })
    aspectRatio = demands.aspectRatio
  }

  /// A size with its distances.
  func choice(_ width: Int, _ height: Int) -> SizeChoice {
    let (across, down) = (Double(width), Double(height))
    var distance = leastDistance
    if let ideal = self.width { distance += relativeDistance(across, ideal) }
    if let ideal = self.height { distance += relativeDistance(down, ideal) }
    if let aspectRatio, aspectRatio.ideal != nil {
      distance += aspectRatio.distance(MediaTrackSettings.aspectRatio(width, height))
    }
    return SizeChoice(
      width: width, height: height, distance: distance,
      preference: relativeDistance(across, Self.defaultWidth)
        + relativeDistance(down, Self.defaultHeight))
  }

  /// The best size; `nil` when the limits on the aspect ratio leave none.
  mutating func solve(_ space: SizeSpace) -> SizeChoice? {
    if space.widths.isSingle, space.heights.isSingle {
      let (width, height) = (space.widths.first, space.heights.first)
      guard
        space.aspectRatio?.contains(MediaTrackSettings.aspectRatio(width, height)) ?? true
      else { return nil }
      return choice(width, height)
    }
    if space.aspectRatio == nil, aspectRatio?.ideal == nil {
      return choice(
        space.widths.best(for: width, preferring: Self.defaultWidth),
        space.heights.best(for: height, preferring: Self.defaultHeight))
    }
    if let solution = known[space] { return solution }
    let solution = SizeSearch(solver: self, space: space).best()
    known[space] = solution
    return solution
  }
}
