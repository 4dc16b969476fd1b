/// The search of ``SizeSolver`` through one space, a line of sizes after the other: rows when the
/// height is what is asked for, else columns.
struct SizeSearch {
  private let solver: SizeSolver
  private let space: SizeSpace
  private let linesAreRows: Bool
  /// Where the lines are, and the sizes along one.
  private let lines: Axis
  private let sizes: Axis
  /// What every size adds at least along a line.
  private let leastDistance: Double
  private let leastPreference: Double
  private var found: SizeChoice?

  /// How many lines are looked at in either direction: more than pictures have, and yet not all
  /// that a driver could claim.
  private static let mostLines = 8192

  private struct Axis {
    var grid: SizeGrid
    var ideal: Double?
    var preferred: Double
  }

  init(solver: SizeSolver, space: SizeSpace) {
    self.solver = solver
    self.space = space
    let across = Axis(
      grid: space.widths, ideal: solver.width, preferred: SizeSolver.defaultWidth)
    let down = Axis(
      grid: space.heights, ideal: solver.height, preferred: SizeSolver.defaultHeight)
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

  /// The best size; `nil` when there is none.
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

  /// Whether a line, or one farther out, may have something better.
  private func canImprove(on line: Int) -> Bool {
    guard let found else { return true }
    let least = comparable(
      leastDistance + (lines.ideal.map { relativeDistance(Double(line), $0) } ?? 0))
    let best = comparable(found.distance)
    if least != best || lines.ideal != nil { return least <= best }
    return relativeDistance(Double(line), lines.preferred) + leastPreference <= found.preference
  }

  /// Looks at the sizes of one line that can be its best.
  private mutating func search(_ line: Int) {
    guard let ends = ends(of: line) else { return }
    let ratio = solver.aspectRatio?.ideal.map {
      linesAreRows ? $0 * Double(line) : Double(line) / $0
    }
    for mark in [sizes.ideal, ratio, sizes.preferred, Double(ends.first), Double(ends.last)] {
      guard let mark, !mark.isNaN else { continue }
      take(line, ends.below(mark))
      take(line, ends.above(mark))
    }
  }

  private mutating func take(_ line: Int, _ size: Int) {
    let choice = linesAreRows ? solver.choice(size, line) : solver.choice(line, size)
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
    // The ratio is rounded to ten decimals before it is compared: an end may be one step out.
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
