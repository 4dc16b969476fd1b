import UserMediaCore

/// The names and values by which a `getUserMedia` request asks for a screen, window, tab or
/// application.
///
/// A request that contains one of them must never open a camera, wherever it appears and whether or
/// not any browser read it there.
enum DisplayWords {
  /// Options of `getDisplayMedia` for what may be captured (Screen Capture, 5.1).
  private static let options: Set<String> = [
    "preferCurrentTab", "selfBrowserSurface", "surfaceSwitching", "systemAudio", "windowAudio",
    "monitorTypeSurfaces",
  ]

  /// Whether a name is one of those options.
  static func isOption(_ name: String) -> Bool { options.contains(name) }

  /// The names of the sources themselves. Next to the kinds of tracks they mean nothing, like any
  /// other unknown name.
  private static let sources: Set<String> = [
    "screen", "window", "tab", "desktop", "application", "browser", "monitor", "display",
  ]

  /// Whether a word of the string syntax, or a value in place of a kind's constraints, names a
  /// source.
  static func isSource(_ word: String) -> Bool { sources.contains(word) }

  /// Whether a member asks for a display; `device` is what its kind of track comes from, `nil` when
  /// the kind is not known.
  ///
  /// Outside the kinds, `deviceId` may belong to the constraints of a display's own track.
  static func isDisplay(_ name: String, _ value: ConstraintValue, device: String?) -> Bool {
    switch Term(name) {
    case .outdated(.displayCapture, _): true
    case .outdated(.mediaSource, _): !value.isSource(device.map { [$0] } ?? devices)
    case .outdated(.value(.deviceId), _): value.hasDisplayId
    case .property(.deviceId): device != nil && value.hasDisplayId
    case .unknown:
      value != .null && value != false && (sources.contains(name) || options.contains(name))
    default: false
    }
  }

  /// Whether an id is a display's, as Chrome and this library write them; ids of cameras and
  /// microphones have no such prefix.
  static func isId(_ id: String) -> Bool {
    let prefixes = ["screen:", "window:", "tab:", "web-contents-media-stream:"]
    return id == "screen" || id == "window" || prefixes.contains(where: id.hasPrefix)
  }

  /// Whether a member only selects a display, and constrains nothing else.
  static func isSelector(_ name: String, _ value: ConstraintValue) -> Bool {
    switch Term(name) {
    case .outdated(.displayCapture, _), .outdated(.mediaSource, _): true
    case .outdated(.value(.deviceId), _), .property(.deviceId): value.hasDisplayId
    default: false
    }
  }

  private static let devices = ["camera", "microphone"]

  /// What tracks of a kind come from; `nil` for a name that is no kind.
  static func device(of kind: String) -> String? {
    switch kind {
    case "video": "camera"
    case "audio": "microphone"
    default: nil
    }
  }

  /// The error to report instead of opening a camera.
  static func error(_ path: String) -> DOMException { DOMException(.notSupported, message(path)) }

  /// The error for a request that is no object. One for a string that names a display, which no
  /// camera replaces, says what to call.
  static func notAnObject(_ value: ConstraintValue) -> TypeError {
    if case .string(let text) = value,
      let word = text.split(whereSeparator: { " ,".contains($0) }).first(where: {
        isSource(String($0))
      })
    {
      return TypeError(message(String(word)))
    }
    return TypeError("constraints are not an object")
  }

  static func message(_ path: String) -> String {
    "\(path.escapingControls): a screen, window or tab is wanted, not a device: use getDisplayMedia"
  }
}

extension ConstraintValue {
  /// The kinds of tracks for which a `getUserMedia` argument, or the constraints of one kind,
  /// request a display, each with the first such path; the kind is empty for members outside the
  /// kinds.
  var displayRequests: [(kind: String, path: String)] {
    guard let members else { return [] }
    return members.entries.compactMap { member in
      let (name, value) = (member.key, member.value)
      guard let device = DisplayWords.device(of: name) else {
        if !DisplayWords.isSource(name), DisplayWords.isDisplay(name, value, device: nil) {
          return ("", name)
        }
        return value.displayPath(device: nil, isRequireList: RequireGrammar.names.contains(name))
          .map { ("", name + $0) }
      }
      if value.namesDisplay { return (name, name) }
      return value.displayPath(device: device).map { (name, name + $0) }
    }
  }

  /// Throws a TypeError for constraints that request a display instead of a camera or microphone.
  func checkForDevices(of device: String? = nil, at path: String) throws(TypeError) {
    if let found = displayPath(device: device) {
      throw TypeError(DisplayWords.message(path + found))
    }
  }

  /// The path of the first member that asks for a display, beginning with a dot or a bracket.
  private func displayPath(
    device: String?, isRequireList: Bool = false, depth: Int = 0
  ) -> String? {
    // Deeper values are never read as constraints.
    guard depth < JSONReader.maximumDepth else { return nil }
    switch self {
    case .null, .bool, .number, .string: return nil
    case .array(let elements):
      for index in elements.indices {
        if isRequireList, case .string(let name) = elements[index],
          case .outdated(.displayCapture, _) = Term(name)
        {
          return "[\(index)]"
        }
        if let path = elements[index].displayPath(device: device, depth: depth + 1) {
          return "[\(index)]" + path
        }
      }
      return nil
    case .object(let members):
      for member in members.entries {
        if DisplayWords.isDisplay(member.key, member.value, device: device) {
          return "." + member.key
        }
        let path = member.value.displayPath(
          device: device, isRequireList: RequireGrammar.names.contains(member.key),
          depth: depth + 1)
        if let path { return "." + member.key + path }
      }
      return nil
    }
  }

  /// Whether a value in place of a kind's constraints names a display: `{"video": "screen"}`.
  private var namesDisplay: Bool {
    switch self {
    case .string(let word): DisplayWords.isSource(word)
    case .array(let elements): elements.contains(where: \.namesDisplay)
    default: false
    }
  }

  /// Whether a constraint on a device's id names a display, bare, in a list, or as a part.
  fileprivate var hasDisplayId: Bool {
    let values: [ConstraintValue] =
      if case .object(let parts) = self { parts.map(\.value) } else { [self] }
    return values.contains { $0.alternatives.contains(where: \.isDisplayId) }
  }

  private var isDisplayId: Bool {
    if case .string(let id) = self { DisplayWords.isId(id) } else { false }
  }

  /// Whether the value is one of the devices and nothing else: bare, in a list, or as one of the
  /// parts of a constraint.
  fileprivate func isSource(_ devices: [String]) -> Bool {
    switch self {
    case .string(let source): devices.contains(source)
    case .array(let elements): !elements.isEmpty && elements.allSatisfy { $0.isSource(devices) }
    case .object(let parts):
      !parts.isEmpty
        && parts.allSatisfy {
          ($0.key == "exact" || $0.key == "ideal") && $0.value.isSource(devices)
        }
    default: false
    }
  }

  /// Whether constraints of one kind of track ask for a display in the words of a dialect, so that
  /// a browser that reads it gives no camera.
  func asksForDisplay(in dialect: Dialect) -> Bool {
    switch dialect {
    case .moz:
      members?.contains { name, value in
        if case .outdated(.displayCapture, _) = Term(name) { return !name.hasPrefix("chrome") }
        if case .outdated(.mediaSource, _) = Term(name) {
          return DisplayWords.isDisplay(name, value, device: nil)
        }
        return false
      } ?? false
    case .webkit:
      (self["mandatory"]?.members?.keys ?? []).contains { $0.hasPrefix("chromeMediaSource") }
        || (self["optional"]?.alternatives ?? []).contains { element in
          element.members?.contains { $0.key.hasPrefix("chromeMediaSource") } ?? false
        }
    case .auto, .current, .mozMandatory, .string: false
    }
  }
}
