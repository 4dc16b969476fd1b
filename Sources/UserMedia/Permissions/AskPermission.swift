import Synchronization
public import UserMediaCore

/// Asks a person, as browsers do.
///
/// What was allowed stays so for this run, or for good when the answer says so; a question that was
/// put away is a no for this time. One that is not answered keeps its request waiting until its
/// task is cancelled.
public final class AskPermission: PermissionPolicy {
  private let prompter: any PermissionPrompter
  private let descriptions: [PermissionName: String]
  private let memory: PermissionMemory
  private let decided = Mutex<[PermissionName: Bool]>([:])
  private let turns = SerialTurns()

  /// - Parameters:
  ///   - prompter: who puts the question.
  ///   - manifest: what the program says it needs devices for.
  ///   - memory: where lasting answers are kept.
  public init(
    _ prompter: any PermissionPrompter = TerminalPrompter(), manifest: PermissionManifest? = nil,
    memory: PermissionMemory = .ofProgram
  ) {
    self.prompter = prompter
    self.memory = memory
    descriptions = manifest?.descriptions ?? [:]
  }

  /// What was answered, or that it has to be asked.
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

  /// Asks for what is not decided, once for all `names`, after the questions before it.
  public func request(_ names: Set<PermissionName>) async -> PermissionState {
    guard await turns.take() else { return .prompt }
    defer { turns.end() }
    if names.contains(where: { decision($0) == false }) { return .denied }
    // Which screen or window is asked later, when it is known what there is.
    let open = names.filter { decision($0) == nil && $0 != .displayCapture }
    if open.isEmpty { return .granted }
    let prompt = PermissionPrompt(
      names: open, descriptions: descriptions.filter { open.contains($0.key) })
    guard let answer = await prompter.ask(prompt) else {
      return Task.isCancelled ? .prompt : .denied
    }
    for name in open {
      if answer.isLasting { memory[name] = answer.isAllowed }
      // A no that is not lasting is one for this time.
      if answer.isAllowed || answer.isLasting { decided.withLock { $0[name] = answer.isAllowed } }
    }
    return answer.isAllowed ? .granted : .denied
  }

  /// Asks which of the surfaces may be captured, each time; a lasting no is remembered.
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

  /// Forgets what was answered.
  public func revoke(_ name: PermissionName) async {
    memory[name] = nil
    decided.withLock { $0[name] = nil }
  }
}
