import Synchronization
import UserMedia

/// A user who always gives the same answer; records the prompts.
final class Answering: PermissionPrompter {
  private let answer: PermissionAnswer?
  private let asked = Mutex<[PermissionPrompt]>([])

  init(_ answer: PermissionAnswer? = .init(isAllowed: true)) {
    self.answer = answer
  }

  var prompts: [PermissionPrompt] { asked.withLock { $0 } }

  func ask(_ prompt: PermissionPrompt) async -> PermissionAnswer? {
    asked.withLock { $0.append(prompt) }
    return answer
  }
}
