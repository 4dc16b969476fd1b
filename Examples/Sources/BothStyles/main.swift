// Runs every example of the page twice, with callbacks and outdated constraints and with async
// calls and current ones, and compares the results.

import Foundation
import UserMedia

let isSynthetic = CommandLine.arguments.contains("--synthetic")
let navigator = Navigator(devices: isSynthetic ? .synthetic : .system)

/// The result of one request: each track's settings, or the error.
struct Outcome {
  let lines: [String]
  /// The values to compare: an outdated error counts as its current equivalent.
  let meaning: [String]

  init(_ stream: MediaStream) {
    lines = stream.getTracks().map { track in
      let settings = track.getSettings()
      return track.kind == .audio
        ? "\(track.label): \(settings.sampleRate ?? 0) Hz, \(settings.channelCount ?? 0) channels"
        : "\(track.label): \(settings.width ?? 0)x\(settings.height ?? 0) at \(settings.frameRate ?? 0)"
    }
    meaning = lines
    for track in stream.getTracks() { track.stop() }
  }

  init(name: String, constraint: String) {
    lines = [Self.line(name, constraint)]
    meaning = lines
  }

  init(outdated name: String, _ constraint: String, _ call: PageExample.OutdatedCall) {
    lines = [Self.line(name, constraint)]
    meaning = [
      Self.line(
        ErrorNames.current(for: name, dialect: call == .webkit ? .webkit : .moz),
        ConstraintNames.current(for: constraint))
    ]
  }

  private static func line(_ name: String, _ constraint: String) -> String {
    constraint.isEmpty ? name : "\(name) (\(constraint))"
  }
}

/// Makes the outdated call and waits for either callback.
func runOutdated(_ example: PageExample) async -> Outcome {
  await withCheckedContinuation { continuation in
    let success: @Sendable (MediaStream) -> Void = { stream in
      continuation.resume(returning: Outcome(stream))
    }
    let navigator = example.elsewhere ?? navigator
    switch example.dialect {
    case .webkit:
      navigator.webkitGetUserMedia(example.outdated, success) { error in
        continuation.resume(
          returning: Outcome(outdated: error.name, error.constraintName, example.dialect))
      }
    case .moz:
      navigator.mozGetUserMedia(example.outdated, success) { error in
        continuation.resume(
          returning: Outcome(outdated: error.name, error.constraintName, example.dialect))
      }
    }
  }
}

/// Makes the current call.
func runCurrent(_ example: PageExample) async -> Outcome {
  do {
    let mediaDevices = (example.elsewhere ?? navigator).mediaDevices
    return Outcome(try await mediaDevices.getUserMedia(example.current))
  } catch let error as OverconstrainedError {
    return Outcome(name: error.name, constraint: error.constraint)
  } catch let error as any NamedError {
    return Outcome(name: error.name, constraint: "")
  } catch {
    return Outcome(name: "\(error)", constraint: "")
  }
}

for example in PageExample.all {
  let outdated = await runOutdated(example)
  let current = await runCurrent(example)
  print("\(example.title)\(outdated.meaning == current.meaning ? "" : "  (not the same)")")
  print("  \(example.dialect.rawValue)(\(example.outdated.json), …)")
  for line in outdated.lines { print("    \(line)") }
  print("  mediaDevices.getUserMedia(\(example.current))")
  for line in current.lines { print("    \(line)") }
}
