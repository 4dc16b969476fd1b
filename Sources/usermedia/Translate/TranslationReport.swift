import Synchronization
import UserMedia

/// Reports the outcome of each line on standard error.
final class TranslationReport: Sendable {
  private let counts = Mutex(Counts())

  private struct Counts {
    var lines = 0
    var errors = 0
    var notes = 0
  }

  func add(_ result: Result<Translation, any Error>) {
    let texts: [String]
    switch result {
    case .success(let translation): texts = translation.notes.map(\.description)
    case .failure(let error): texts = [describe(error)]
    }
    let line = counts.withLock { counts in
      counts.lines += 1
      if case .failure = result { counts.errors += 1 } else { counts.notes += texts.count }
      return counts.lines
    }
    for text in texts { writeDiagnosticLine("line \(line): \(text)") }
  }

  /// Reports the totals.
  func finish() {
    let counts = counts.withLock { $0 }
    writeDiagnosticLine(
      [
        counted(counts.lines, "line"), counted(counts.errors, "error"),
        counted(counts.notes, "note"),
      ].joined(separator: ", "))
  }
}
