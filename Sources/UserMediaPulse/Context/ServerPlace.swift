import Glibc

/// Where a user's sound server may be. A machine where none is named and none has a socket has no
/// sound server; any other has one, which may not answer.
struct ServerPlace: Sendable {
  /// A variable of the environment; `nil` when it is not set.
  var variable: @Sendable (String) -> String? = { getenv($0).map { String(cString: $0) } }
  /// The settings of clients for all users, and the socket of a server for all users.
  var commonSettings = "/etc/pulse/client.conf"
  var commonSocket = "/var/run/pulse/native"

  /// Whether a server is named, or one has a socket (pulseaudio(1), ENVIRONMENT;
  /// pulse-client.conf(5)).
  var isKnown: Bool {
    variable("PULSE_SERVER") != nil || settingsName(settings)
      || sockets.contains { !Self.paths(matching: $0).isEmpty }
  }

  /// The address of a server unless settings name another (pulseaudio(1), ENVIRONMENT).
  var usualAddress: String { variable("PULSE_SERVER") ?? sockets[0] }

  private var userDirectories: [String] {
    let configuration =
      variable("XDG_CONFIG_HOME") ?? variable("HOME").map { $0 + "/.config" }
    return [configuration.map { $0 + "/pulse" }, variable("HOME").map { $0 + "/.pulse" }]
      .compactMap(\.self)
  }

  /// Where a server has its socket, as patterns; the first is a path.
  private var sockets: [String] {
    [
      variable("PULSE_RUNTIME_PATH").map { $0 + "/native" },
      variable("XDG_RUNTIME_DIR").map { $0 + "/pulse/native" },
      commonSocket,
    ].compactMap(\.self) + userDirectories.map { $0 + "/*-runtime/native" }
  }

  /// The one file of settings that libpulse reads, the user's before the common one.
  private var settings: String {
    if let named = variable("PULSE_CLIENTCONFIG") { return named }
    let ofUser = userDirectories.map { $0 + "/client.conf" }
    return ofUser.first { access($0, R_OK) == 0 } ?? commonSettings
  }

  private func settingsName(_ file: String) -> Bool {
    ([file] + Self.paths(matching: file + ".d/*.conf"))
      .compactMap { Self.defaultServer(inFile: $0) }.last?.isEmpty == false
  }

  /// The last value that a file of settings gives `default-server`; empty when it takes it back.
  /// Read as libpulse reads it (PulseAudio, conf-parser.c).
  /// - Parameter depth: how many files have included it. libpulse has no limit, and opens no more
  ///   than the process may have open.
  private static func defaultServer(inFile path: String, depth: Int = 0) -> String? {
    guard depth < 16, let file = fopen(path, "re") else { return nil }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    var found: String?
    while getline(&line, &capacity, file) > 0, let text = line.map({ String(cString: $0) }) {
      let statement = stripped(text.prefix { !"#;\n".contains($0) })
      if statement.hasPrefix(".include ") {
        let name = stripped(statement.dropFirst(".include ".count))
        let directory = path[...(path.lastIndex(of: "/") ?? path.startIndex)]
        let included = name.hasPrefix("/") ? String(name) : String(directory + name)
        found = defaultServer(inFile: included, depth: depth + 1) ?? found
        continue
      }
      let halves = statement.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        .map(stripped)
      if halves.count == 2, halves[0] == "default-server" { found = String(halves[1]) }
    }
    return found
  }

  private static func stripped(_ text: Substring) -> Substring {
    let isBlank = { (character: Character) in " \t\n\r\r\n".contains(character) }
    guard let last = text.lastIndex(where: { !isBlank($0) }) else { return "" }
    return text[...last].drop(while: isBlank)
  }

  private static func paths(matching pattern: String) -> [String] {
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(pattern, 0, nil, &result) == 0 else { return [] }
    return (0..<Int(result.gl_pathc)).compactMap { index in
      result.gl_pathv[index].map { String(cString: $0) }
    }
  }
}
