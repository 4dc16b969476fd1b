public import UserMediaCore

/// Prompts the user.
public protocol PermissionPrompter: Sendable {
  /// Shows a prompt and returns the answer; `nil` if the prompt was dismissed or the task was
  /// cancelled. Prompts are shown one at a time.
  func ask(_ prompt: PermissionPrompt) async -> PermissionAnswer?
}

/// A permission prompt.
public struct PermissionPrompt: Hashable, Sendable {
  /// The requested permissions.
  public let names: Set<PermissionName>
  /// The program's reason for each, if given (see ``PermissionManifest``).
  public let descriptions: [PermissionName: String]
  /// For `displayCapture`, the screens and windows to choose one from; the program's preferred one
  /// comes first.
  public let surfaces: [DeviceDescription]

  /// Creates a prompt.
  public init(
    names: Set<PermissionName>, descriptions: [PermissionName: String] = [:],
    surfaces: [DeviceDescription] = []
  ) {
    self.names = names
    self.descriptions = descriptions
    self.surfaces = surfaces
  }
}

/// The user's answer to a prompt.
public struct PermissionAnswer: Hashable, Sendable {
  /// Whether the devices may be used.
  public let isAllowed: Bool
  /// Whether the answer also applies in the future.
  public let isLasting: Bool
  /// The index in the prompt's `surfaces` of the one that may be captured.
  public let surface: Int

  /// Creates an answer. Permanent answers are remembered (see ``PermissionMemory``), except
  /// permission to capture a screen or a window.
  public init(isAllowed: Bool, isLasting: Bool = false, surface: Int = 0) {
    self.isAllowed = isAllowed
    self.isLasting = isLasting
    self.surface = surface
  }
}
