import Logging
import Synchronization
import UserMediaConstraints
import UserMediaCore

/// Stores permanent answers to permission prompts: in one small JSON file, or for this run only.
public final class PermissionMemory: Sendable {
  private let path: String?
  private let answers: Mutex<[PermissionName: Bool]>

  /// The answers for this program, in the user's state directory.
  public static let ofProgram = PermissionMemory(
    path: ProgramName.current.flatMap { StateDirectory.path(of: "permissions/\($0).json") })

  /// Stores answers in a file, which need not exist yet; `nil` means for this run only.
  public init(path: String?) {
    self.path = path
    answers = Mutex(path.flatMap(Self.read) ?? [:])
  }

  /// The answer for a permission. Set it to `nil` to forget it.
  public subscript(name: PermissionName) -> Bool? {
    get { answers.withLock { $0[name] } }
    set {
      let problem = answers.withLock { answers -> SystemCause? in
        guard answers[name] != newValue else { return nil }
        answers[name] = newValue
        // Inside the lock, so that the file ends up with the last answer.
        return path.flatMap { Self.write(answers, $0) }
      }
      if let path, let problem {
        Logger(label: "UserMedia.Permissions").warning(
          "the answer is valid for this run only: \(path): \(problem)")
      }
    }
  }

  private static func read(_ path: String) -> [PermissionName: Bool]? {
    guard let bytes = StateDirectory.read(path, limit: 4096),
      let value = try? ConstraintValue(json: bytes)
    else { return nil }
    var answers: [PermissionName: Bool] = [:]
    for name in PermissionName.allCases {
      switch value[name.rawValue] {
      case .string(PermissionState.granted.rawValue) where name != .displayCapture:
        answers[name] = true
      case .string(PermissionState.denied.rawValue): answers[name] = false
      default: break
      }
    }
    return answers
  }

  /// - Returns: what went wrong, if anything.
  private static func write(_ answers: [PermissionName: Bool], _ path: String) -> SystemCause? {
    var members = ConstraintValue.Members()
    for name in PermissionName.allCases {
      guard let isAllowed = answers[name] else { continue }
      let state = isAllowed ? PermissionState.granted : .denied
      members[name.rawValue] = .string(state.rawValue)
    }
    let text = Array(ConstraintValue.object(members).json.utf8)
    return StateDirectory.write(text, to: path)
  }
}
