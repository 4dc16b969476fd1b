import Synchronization
public import UserMediaCore

/// A policy that asks the user, as browsers do.
///
/// A grant is valid for this run, or permanently if the answer says so. Dismissing the prompt
/// denies this request only. An unanswered prompt keeps its request waiting until the task is
/// cancelled.
public final class AskPermission: PermissionPolicy {
  private let prompter: any PermissionPrompter
  private let descriptions: [PermissionName: String]
  private let memory: PermissionMemory
  private let decided = Mutex<[PermissionName: Bool]>([:])
  private let turns = SerialTurns()

  /// - Parameters:
  ///   - prompter: shows the prompt.
  ///   - manifest: the program's reasons for needing devices.
  ///   - memory: stores permanent answers.
  public init(
    _ prompter: any PermissionPrompter = TerminalPrompter(), manifest: PermissionManifest? = nil,
    memory: PermissionMemory = .ofProgram
  ) {
    self.prompter = prompter
    self.memory = memory
    descriptions = manifest?.descriptions ?? [:]
  }

  /// The user's answer, or `prompt` if there is none yet.
  public func query(_ name: PermissionName) async -> PermissionState {
    switch decision(name) {
    case true?: .granted
    case false?: .denied
    case nil: .prompt
    }
  }

  private func decision(_ name: PermissionName) -> Bool? {
    decided.withLock { $0[name] } ?? memory[name]
  }

  /// Asks once for all undecided `names`, after any earlier prompts.
  public func request(_ names: Set<PermissionName>) async -> PermissionState {
    guard await turns.take() else { return .prompt }
    defer { turns.end() }
    if names.contains(where: { decision($0) == false }) { return .denied }
    // Which screen or window is asked later, once the available ones are known.
    let open = names.filter { decision($0) == nil && $0 != .displayCapture }
    if open.isEmpty { return .granted }
    let prompt = PermissionPrompt(
      names: open, descriptions: descriptions.filter { open.contains($0.key) })
    guard let answer = await prompter.ask(prompt) else {
      return Task.isCancelled ? .prompt : .denied
    }
    for name in open {
      if answer.isLasting { memory[name] = answer.isAllowed }
      // A denial that is not permanent applies to this request only.
      if answer.isAllowed || answer.isLasting { decided.withLock { $0[name] = answer.isAllowed } }
    }
    return answer.isAllowed ? .granted : .denied
  }

  /// Asks each time which surface may be captured. A permanent denial is remembered.
  public func choose(among surfaces: [DeviceDescription]) async -> DeviceDescription? {
    guard await turns.take() else { return nil }
    defer { turns.end() }
    let name = PermissionName.displayCapture
    let prompt = PermissionPrompt(
      names: [name], descriptions: descriptions.filter { $0.key == name }, surfaces: surfaces)
    guard let answer = await prompter.ask(prompt) else { return nil }
    guard answer.isAllowed else {
      if answer.isLasting {
        memory[name] = false
        decided.withLock { $0[name] = false }
      }
      return nil
    }
    return surfaces.indices.contains(answer.surface) ? surfaces[answer.surface] : nil
  }

  /// Forgets the user's answer.
  public func revoke(_ name: PermissionName) async {
    memory[name] = nil
    decided.withLock { $0[name] = nil }
  }
}
