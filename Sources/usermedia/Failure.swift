import ArgumentParser
import UserMedia

/// Runs a subcommand's work and turns its error into one line and exit status 2.
func reportingFailure(_ work: () async throws -> Void) async throws {
  do {
    try await work()
  } catch let error as ExitCode {
    throw error
  } catch let error as ValidationError {
    throw error
  } catch {
    writeDiagnosticLine(describe(error))
    throw ExitCode(2)
  }
}

/// `NAME: message`, with the constraint that failed.
func describe(_ error: any Error) -> String {
  var line = (error as? any NamedError)?.description ?? "Error: \(error)"
  let constraint =
    switch error {
    case let error as OverconstrainedError: error.constraint
    case let error as NavigatorUserMediaError: error.constraintName
    case let error as MediaStreamError: error.constraintName
    default: ""
    }
  if !constraint.isEmpty { line += " (constraint: \(constraint))" }
  return line.escapingControls
}
