/// Finds the name that a misspelled one was meant to be.
package struct NearestName: Sendable {
  private let candidates: [(name: String, letters: [UInt8])]

  /// - Parameter names: the right names, the likeliest first.
  package init(_ names: [String]) {
    candidates = names.map { ($0, Array($0.lowercased().utf8)) }
  }

  /// The nearest name, ignoring case; `nil` if none is near.
  package func nearest(to name: String) -> String? {
    let letters = Array(name.lowercased().utf8.prefix(65))
    let most = letters.count <= 4 ? 1 : 2
    var nearest: (name: String, edits: Int)?
    // Two names are at least as many edits apart as their lengths differ.
    for candidate in candidates where abs(candidate.letters.count - letters.count) <= most {
      let edits = Self.edits(letters, candidate.letters)
      // Of two that are equally near, the one that starts alike: people rarely get that letter wrong.
      let isNearer = nearest.map {
        edits < $0.edits
          || edits == $0.edits && candidate.letters.first == letters.first
            && $0.name.utf8.first != letters.first
      }
      if edits <= most, isNearer ?? true { nearest = (candidate.name, edits) }
    }
    return nearest?.name
  }

  /// How many letters are to be added, left out, replaced or swapped with the next.
  private static func edits(_ one: [UInt8], _ other: [UInt8]) -> Int {
    var before: [Int] = []
    var row = Array(0...other.count)
    for (index, letter) in one.enumerated() {
      var next = [index + 1]
      for (column, wanted) in other.enumerated() {
        var least = min(
          next[column] + 1, row[column + 1] + 1, row[column] + (letter == wanted ? 0 : 1))
        if index > 0, column > 0, letter == other[column - 1], one[index - 1] == wanted {
          least = min(least, before[column - 1] + 1)
        }
        next.append(least)
      }
      (before, row) = (row, next)
    }
    return row[other.count]
  }
}
