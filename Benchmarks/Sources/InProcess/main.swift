// Runs the benchmarks within one process, and prints the figures as JSON.
//
// Usage: InProcess [GROUP…], groups being: translation selection conversion consumers faces

import Foundation

let groups: [(String, () async throws -> [Figure])] = [
  ("translation", Translations.figures), ("selection", Selections.figures),
  ("conversion", Conversions.figures), ("consumers", Consumers.figures),
  ("faces", Faces.figures),
]
func say(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

let wanted = CommandLine.arguments.dropFirst()
if let unknown = wanted.first(where: { name in !groups.contains { $0.0 == name } }) {
  say("InProcess: unknown group \(unknown)")
  exit(64)
}

var figures: [Figure] = []
for (name, measure) in groups where wanted.isEmpty || wanted.contains(name) {
  say("measuring \(name)")
  figures += try await measure()
}
let encoder = JSONEncoder()
encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
print(String(decoding: try encoder.encode(figures), as: UTF8.self))
