import Dispatch
import Glibc
import Synchronization
import UserMediaCore

/// Unloads this process's modules at exit, even if the program doesn't stop its tracks. (A killed
/// process leaves its modules loaded; the next program unloads them.)
enum ModulesAtExit {
  /// A module that is being loaded, or is loaded.
  typealias Loading = Task<Result<LoadedModule, CaptureError>, Never>

  private struct Entry {
    let name: ProcessorName
    let loading: Loading
    let context: PulseContext
  }

  private struct State {
    var entries: [Entry] = []
    var isOver = false
  }

  private static let state = Mutex(State())
  private static let registered: Void = { _ = atexit { ModulesAtExit.unloadAll() } }()
  /// The time limit for unloading at exit.
  private static let timeLimit = DispatchTimeInterval.milliseconds(500)

  /// Registers the module that `load` starts to load; returns `nil` without loading if the process
  /// is exiting.
  static func add(
    _ name: ProcessorName, of context: PulseContext, _ load: () -> Loading
  ) -> Loading? {
    _ = registered
    return state.withLock { state in
      guard !state.isOver else { return nil }
      let loading = load()
      state.entries.append(Entry(name: name, loading: loading, context: context))
      return loading
    }
  }

  static func remove(_ name: ProcessorName, of context: PulseContext) {
    state.withLock { $0.entries.removeAll { $0.name == name && $0.context === context } }
  }

  private static func unloadAll() {
    let left = state.withLock { state in
      state.isOver = true
      defer { state.entries = [] }
      return state.entries
    }
    guard !left.isEmpty else { return }
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      for entry in left.reversed() {
        guard case .success(let module) = await entry.loading.value else { continue }
        try? await entry.context.unload(module)
      }
      done.signal()
    }
    _ = done.wait(timeout: .now() + timeLimit)
  }
}
