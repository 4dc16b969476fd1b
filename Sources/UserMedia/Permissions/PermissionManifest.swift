import UserMediaConstraints
import UserMediaConversion
public import UserMediaCore

/// What a program says it needs devices for, as installable web programs did: a JSON text with
/// `{"permissions": {"audio-capture": {"description": "…"}, "video-capture": {"description":
/// "…"}}}`; `"display-capture"` is for screens and windows.
public struct PermissionManifest: Hashable, Sendable {
  /// For each permission that is asked for, what it is needed for; empty where that is not said.
  public let descriptions: [PermissionName: String]

  /// A manifest that asks for these.
  public init(descriptions: [PermissionName: String]) {
    self.descriptions = descriptions
  }

  /// The manifest in a JSON text.
  /// - Throws: ``TypeError`` when it is no JSON, or has no object `permissions` of objects.
  public init(json: String) throws(TypeError) {
    try self.init(ConstraintValue(json: json))
  }

  /// The manifest in a file.
  /// - Throws: ``TypeError`` as ``init(json:)``, ``CaptureError`` when it cannot be read.
  public init(path: String) throws {
    let file = try InputFile(path: path)
    try self.init(ConstraintValue(json: file.bytes(at: 0, file.byteCount())))
  }

  private static let names = [
    ("audio-capture", PermissionName.microphone), ("video-capture", .camera),
    ("display-capture", .displayCapture),
  ]

  private init(_ manifest: ConstraintValue) throws(TypeError) {
    guard let permissions = manifest["permissions"]?.members else {
      throw TypeError("the manifest has no object \"permissions\"")
    }
    var descriptions: [PermissionName: String] = [:]
    for (key, name) in Self.names {
      guard let permission = permissions[key] else { continue }
      guard permission.members != nil else {
        throw TypeError("the manifest's \"\(key)\" is no object")
      }
      if case .string(let text)? = permission["description"] {
        descriptions[name] = text
      } else {
        descriptions[name] = ""
      }
    }
    self.init(descriptions: descriptions)
  }
}
