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
  let value: ConstraintValue
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
    guard let text else {
      if display != nil {
        value = ["video": true]
      } else {
        let names = kinds.map(\.rawValue)
        value =
          dialect == .string
          ? .string(names.joined(separator: ","))
          : .object(ConstraintValue.Members(names.map { ($0, .bool(true)) }))
      }
      return
    }
    let bytes: [UInt8]
    if text == "-" {
      bytes = try readFile("-")
    } else if text.hasPrefix("@") {
      bytes = try readFile(String(text.dropFirst()))
    } else {
      bytes = Array(text.utf8)
    }
    value =
      dialect == .string && !Self.isJSONString(bytes)
      ? .string(String(decoding: bytes, as: UTF8.self)) : try ConstraintValue(json: bytes)
  }

  /// A string-dialect request may omit JSON's quotes.
  private static func isJSONString(_ bytes: [UInt8]) -> Bool {
    bytes.first { !" \t\r\n".utf8.contains($0) } == UInt8(ascii: "\"")
  }

  /// Reports on standard error which parts of the request have no effect.
  func reportIgnoredParts() {
    for note in ignoredParts(of: value, dialect: dialect.dialect) {
      writeDiagnosticLine("constraints: \(note)")
    }
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
