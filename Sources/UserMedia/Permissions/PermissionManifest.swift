import UserMediaConstraints
import UserMediaConversion
public import UserMediaCore

/// A program's reasons for needing devices, as in installable web apps: a JSON text with
/// `{"permissions": {"audio-capture": {"description": "…"}, "video-capture": {"description":
/// "…"}}}`; `"display-capture"` is for screens and windows.
public struct PermissionManifest: Hashable, Sendable {
  /// The reason for each requested permission; empty if none is given.
  public let descriptions: [PermissionName: String]

  /// Creates a manifest that requests these.
  public init(descriptions: [PermissionName: String]) {
    self.descriptions = descriptions
  }

  /// Parses a manifest from a JSON text.
  /// - Throws: ``TypeError`` if it is not JSON or has no object `permissions` of objects.
  public init(json: String) throws(TypeError) {
    try self.init(ConstraintValue(json: json))
  }

  /// Reads a manifest from a file.
  /// - Throws: ``TypeError`` as ``init(json:)``; ``CaptureError`` if the file cannot be read.
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
        throw TypeError("the manifest's \"\(key)\" is not an object")
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
