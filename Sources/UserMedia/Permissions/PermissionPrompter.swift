public import UserMediaCore

/// Asks the person in front of the machine.
public protocol PermissionPrompter: Sendable {
  /// Puts a question, and returns when it is answered: `nil` when it was put away without an
  /// answer, or the task was cancelled. One question is put at a time.
  func ask(_ prompt: PermissionPrompt) async -> PermissionAnswer?
}

/// A question to a person.
public struct PermissionPrompt: Hashable, Sendable {
  /// What would be allowed.
  public let names: Set<PermissionName>
  /// What the program says it needs each for, where it says so (see ``PermissionManifest``).
  public let descriptions: [PermissionName: String]
  /// The screens and windows of which one would be captured, for `displayCapture`; the one that the
  /// program prefers comes first.
  public let surfaces: [DeviceDescription]

  /// A question.
  public init(
    names: Set<PermissionName>, descriptions: [PermissionName: String] = [:],
    surfaces: [DeviceDescription] = []
  ) {
    self.names = names
    self.descriptions = descriptions
    self.surfaces = surfaces
  }
}

/// A person's answer.
public struct PermissionAnswer: Hashable, Sendable {
  /// Whether the devices may be used.
  public let isAllowed: Bool
  /// Whether the answer counts for the next time as well.
  public let isLasting: Bool
  /// Which of the prompt's surfaces may be captured.
  public let surface: Int

  /// An answer; lasting ones are remembered (see ``PermissionMemory``), but no permission to
  /// capture a screen or a window is.
  public init(isAllowed: Bool, isLasting: Bool = false, surface: Int = 0) {
    self.isAllowed = isAllowed
    self.isLasting = isLasting
    self.surface = surface
  }
}
