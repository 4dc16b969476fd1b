import ArgumentParser
import UserMedia

/// The values of `--dialect`.
enum ConstraintDialect: String, ExpressibleByArgument, CaseIterable {
  case current
  case webkit
  case moz
  case string

  var dialect: Dialect {
    switch self {
    case .current: .current
    case .webkit: .webkit
    case .moz: .moz
    case .string: .string
    }
  }
}

/// The user's request, as written.
struct CaptureWish: Sendable {
  private(set) var value: ConstraintValue
  let dialect: ConstraintDialect
  /// The screen or window to capture; `nil` for a camera and a microphone.
  let display: String?

  /// Reads `JSON`, `@FILE` or `-` for standard input; without any of them, requests `kinds`.
  init(
    text: String?, dialect: ConstraintDialect, display: String? = nil,
    kinds: [MediaStreamTrack.Kind] = [.audio, .video]
  ) throws {
    self.dialect = dialect
    self.display = display
    if let text {
      value = try readConstraints(text, mayBeBare: dialect == .string)
    } else if display != nil {
      value = ["video": true]
    } else {
      let names = kinds.map(\.rawValue)
      value =
        dialect == .string
        ? .string(names.joined(separator: ","))
        : .object(ConstraintValue.Members(names.map { ($0, .bool(true)) }))
    }
  }

  /// Reports on standard error which parts of the request have no effect.
  func reportIgnoredParts() {
    let notes =
      display == nil
      ? ignoredParts(of: value, dialect: dialect.dialect) : ignoredParts(ofDisplay: value)
    for note in notes {
      writeDiagnosticLine("constraints: \(note.path): ignored: \(note.message)")
    }
  }

  /// Requires the named devices.
  mutating func require(_ sources: SourceOptions, among devices: [CandidateDevice]) throws {
    value = try sources.apply(to: value, among: devices)
  }

  /// The same among the devices of this machine, which are listed only if any is named.
  mutating func require(_ sources: SourceOptions, from mediaDevices: MediaDevices) async throws {
    if sources.isEmpty { return }
    try require(sources, among: await mediaDevices.candidateDevices())
  }

  /// Requests the stream.
  func stream(from mediaDevices: MediaDevices) async throws -> MediaStream {
    guard let display else { return try await mediaDevices.getUserMedia(current()) }
    return try await mediaDevices.getDisplayMedia(options(display))
  }

  /// The same as a promise.
  func stream(from mediaDevices: MediaDevices) throws -> Promise<MediaStream> {
    guard let display else { return mediaDevices.getUserMedia(try current()) }
    return mediaDevices.getDisplayMedia(try options(display))
  }

  private func options(_ display: String) throws -> DisplayMediaStreamOptions {
    var options = try DisplayMediaStreamOptions(converting: value)
    options.surface = display
    return options
  }

  /// The request in the current syntax.
  func current() throws -> MediaStreamConstraints {
    try MediaStreamConstraints(value, dialect: dialect.dialect)
  }
}
