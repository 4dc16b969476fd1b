/// Asks the person in front of the machine.
public protocol PermissionPrompter: Sendable {
  /// Puts a question, and returns when it is answered: `nil` when it was put away without an answer,
  /// or the task was cancelled. One question is put at a time.
  func ask(_ prompt: PermissionPrompt) async -> PermissionAnswer?
}

/// A question to a person.
public struct PermissionPrompt: Hashable, Sendable {
  /// What would be allowed.
  public let names: Set<PermissionName>
  /// What the program says it needs each for, where it says so (see ``PermissionManifest``).
  public let descriptions: [PermissionName: String]

  /// A question.
  public init(names: Set<PermissionName>, descriptions: [PermissionName: String] = [:]) {
    self.names = names
    self.descriptions = descriptions
  }
}

/// A person's answer.
public struct PermissionAnswer: Hashable, Sendable {
  /// Whether the devices may be used.
  public let isAllowed: Bool
  /// Whether the answer counts for the next time as well.
  public let isLasting: Bool

  /// An answer; lasting ones are remembered (see ``PermissionMemory``).
  public init(isAllowed: Bool, isLasting: Bool = false) {
    self.isAllowed = isAllowed
    self.isLasting = isLasting
  }
}
