/// Searches one space for ``SizeSolver``, line by line. A line is a row (all sizes of one height)
/// or, if only the width is constrained, a column (all sizes of one width).
///
/// Along each line, the size that counts as having the preferred aspect ratio is the even one
/// nearest to it; see ``RatioPreference``.
struct SizeSearch {
  private let solver: SizeSolver
  private let space: SizeSpace
  private let linesAreRows: Bool
  /// The positions of the lines, and the sizes along a line.
  private let lines: Axis
  private let sizes: Axis
  /// The least that any size along a line adds.
  private let leastDistance: Double
  private let leastPreference: Double
  private var found: SizeChoice?

  /// How many lines are searched in either direction: more than real pictures have, but bounded
  /// whatever a driver claims.
  private static let mostLines = 8192

  private struct Axis {
    let grid: SizeGrid
    let evens: SizeGrid
    let ideal: Double?
    let preferred: Double

    init(_ grid: SizeGrid, ideal: Double?, preferred: Double) {
      self.grid = grid
      evens = grid.evens
      self.ideal = ideal
      self.preferred = preferred
    }
  }

  init(solver: SizeSolver, space: SizeSpace) {
    self.solver = solver
    self.space = space
    let across = Axis(space.widths, ideal: solver.width, preferred: SizeSolver.defaultWidth)
    let down = Axis(space.heights, ideal: solver.height, preferred: SizeSolver.defaultHeight)
    linesAreRows =
      space.heights.isSingle
      || !space.widths.isSingle && (solver.height != nil || solver.width == nil)
    (lines, sizes) = linesAreRows ? (down, across) : (across, down)
    let nearest = Double(sizes.grid.best(for: sizes.ideal, preferring: sizes.preferred))
    leastDistance =
      solver.leastDistance + (sizes.ideal.map { relativeDistance(nearest, $0) } ?? 0)
    let preferred = Double(sizes.grid.best(for: nil, preferring: sizes.preferred))
    leastPreference = relativeDistance(preferred, sizes.preferred)
  }

  /// The best size; `nil` if there is none.
  consuming func best() -> SizeChoice? {
    let start = lines.grid.below(lines.ideal ?? lines.preferred)
    let step = lines.grid.step
    var count = 0
    var (below, above) = (start, start + step)
    var (goesDown, goesUp) = (true, true)
    while goesDown || goesUp, count < Self.mostLines {
      goesDown = goesDown && below >= lines.grid.first && canImprove(on: below)
      if goesDown { search(below) }
      goesUp = goesUp && above <= lines.grid.last && canImprove(on: above)
      if goesUp { search(above) }
      below -= step
      above += step
      count += 1
    }
    return found
  }

  /// Whether this line or one farther out may have a better size.
  private func canImprove(on line: Int) -> Bool {
    guard let found else { return true }
    let least = comparable(
      leastDistance + (lines.ideal.map { relativeDistance(Double(line), $0) } ?? 0))
    let best = comparable(found.distance)
    if least != best || lines.ideal != nil { return least <= best }
    let isLarge = Double(line) > lines.preferred || Double(sizes.grid.first) > sizes.preferred
    let preference = relativeDistance(Double(line), lines.preferred) + leastPreference
    return (isLarge ? .large : .even, preference) <= (found.rank, found.preference)
  }

  /// Considers the sizes of one line that can be its best.
  private mutating func search(_ line: Int) {
    guard let ends = ends(of: line) else { return }
    let evens = lines.evens.contains(line) ? ends.evens : nil
    let ratio = solver.ratio.map {
      linesAreRows ? $0.target * Double(line) : Double(line) / $0.target
    }
    for mark in [sizes.ideal, ratio, sizes.preferred, Double(ends.first), Double(ends.last)] {
      guard let mark, !mark.isNaN else { continue }
      take(line, ends, mark, ratio)
      if let evens { take(line, evens, mark, ratio) }
    }
  }

  /// Considers the sizes on both sides of a mark.
  private mutating func take(_ line: Int, _ grid: SizeGrid, _ mark: Double, _ ratio: Double?) {
    let (below, above) = (grid.below(mark), grid.above(mark))
    take(line, below, ratio)
    if above != below { take(line, above, ratio) }
  }

  /// - Parameter ratio: The size along the line that has the preferred aspect ratio.
  private mutating func take(_ line: Int, _ size: Int, _ ratio: Double?) {
    let (width, height) = linesAreRows ? (size, line) : (line, size)
    let isEven = lines.evens.contains(line) && sizes.evens.contains(size)
    let isNearest = ratio.map { abs(Double(size) - $0) <= Double(sizes.evens.step) / 2 } ?? false
    let isSmall = Double(line) <= lines.preferred && Double(size) <= sizes.preferred
    let choice = solver.choice(
      width, height,
      ratioIsMet: isEven && isNearest && solver.ratio?.isNearTarget(width, height) ?? false,
      rank: !isEven ? .odd : isSmall ? .even : .large)
    if found.map(choice.isBetter) ?? true { found = choice }
  }

  /// The sizes of a line that the limits on the aspect ratio allow.
  private func ends(of line: Int) -> SizeGrid? {
    guard let limits = space.aspectRatio else { return sizes.grid }
    guard limits.least <= limits.greatest, limits.greatest > 0 else { return nil }
    let ratios = (max(limits.least, 0), limits.greatest)
    let bounds =
      linesAreRows
      ? (ratios.0 * Double(line), ratios.1 * Double(line))
      : (Double(line) / ratios.1, Double(line) / ratios.0)
    var (first, last) = (
      sizes.grid.above(bounds.0.rounded(.down)), sizes.grid.below(bounds.1.rounded(.up))
    )
    // Ratios are rounded to ten decimals before they are compared, so an end may be a step off.
    for _ in 0..<2 where first <= last && !isAllowed(line, first) { first += sizes.grid.step }
    for _ in 0..<2 where first <= last && !isAllowed(line, last) { last -= sizes.grid.step }
    guard first <= last, isAllowed(line, first), isAllowed(line, last) else { return nil }
    return SizeGrid(first: first, last: last, step: sizes.grid.step)
  }

  private func isAllowed(_ line: Int, _ size: Int) -> Bool {
    space.aspectRatio?.contains(
      linesAreRows
        ? MediaTrackSettings.aspectRatio(size, line) : MediaTrackSettings.aspectRatio(line, size))
      ?? true
  }
}
