import Glibc

/// Where the user's sound server may be. If none is configured and no socket exists, the machine
/// has no sound server; otherwise it has one, which may not answer.
struct ServerPlace: Sendable {
  /// Reads an environment variable; `nil` if unset.
  var variable: @Sendable (String) -> String? = { getenv($0).map { String(cString: $0) } }
  /// The system-wide client configuration, and the socket of a system-wide server.
  var commonSettings = "/etc/pulse/client.conf"
  var commonSocket = "/var/run/pulse/native"

  /// Whether a server is configured or a socket exists (pulseaudio(1), ENVIRONMENT;
  /// pulse-client.conf(5)).
  var isKnown: Bool {
    variable("PULSE_SERVER") != nil || configurationNamesServer(configurationFile)
      || sockets.contains { !Self.paths(matching: $0).isEmpty }
  }

  /// The server's address, unless the client configuration names another (pulseaudio(1),
  /// ENVIRONMENT).
  var defaultAddress: String { variable("PULSE_SERVER") ?? sockets[0] }

  private var userDirectories: [String] {
    let configuration =
      variable("XDG_CONFIG_HOME") ?? variable("HOME").map { $0 + "/.config" }
    return [configuration.map { $0 + "/pulse" }, variable("HOME").map { $0 + "/.pulse" }]
      .compactMap(\.self)
  }

  /// Possible paths of a server's socket, as glob patterns; the first is a plain path.
  private var sockets: [String] {
    [
      variable("PULSE_RUNTIME_PATH").map { $0 + "/native" },
      variable("XDG_RUNTIME_DIR").map { $0 + "/pulse/native" },
      commonSocket,
    ].compactMap(\.self) + userDirectories.map { $0 + "/*-runtime/native" }
  }

  /// The client configuration file that libpulse reads: the user's, otherwise the system-wide one.
  private var configurationFile: String {
    if let named = variable("PULSE_CLIENTCONFIG") { return named }
    let ofUser = userDirectories.map { $0 + "/client.conf" }
    return ofUser.first { access($0, R_OK) == 0 } ?? commonSettings
  }

  private func configurationNamesServer(_ file: String) -> Bool {
    ([file] + Self.paths(matching: file + ".d/*.conf"))
      .compactMap { Self.defaultServer(inFile: $0) }.last?.isEmpty == false
  }

  /// The last value of `default-server` in a configuration file; empty if it resets it. Parsed as
  /// libpulse does (PulseAudio, conf-parser.c).
  /// - Parameter depth: the include depth. libpulse has no limit other than the process's open
  ///   files.
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
