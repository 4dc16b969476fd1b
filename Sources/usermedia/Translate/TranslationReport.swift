import UserMedia

/// What became of each line, for a person on standard error.
struct TranslationReport {
  private var lineCount = 0
  private var errorCount = 0
  private var noteCount = 0

  mutating func add(_ result: Result<Translation, any Error>) {
    lineCount += 1
    switch result {
    case .success(let translation):
      noteCount += translation.notes.count
      for note in translation.notes {
        writeLine("line \(lineCount): \(note)", to: .standardError)
      }
    case .failure(let error):
      errorCount += 1
      writeLine("line \(lineCount): \(describe(error))", to: .standardError)
    }
  }

  /// Tells the sums.
  func finish() {
    writeLine(
      "\(lineCount) lines, \(errorCount) of them errors, \(noteCount) notes", to: .standardError)
  }
}
