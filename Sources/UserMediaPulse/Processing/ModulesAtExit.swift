import Dispatch
import Glibc
import Synchronization

/// The modules that this process has in servers, so that a program that ends without stopping its
/// tracks leaves none behind. (One that is killed does; the next program sweeps.)
enum ModulesAtExit {
  private struct Entry {
    let module: LoadedModule
    let context: PulseContext
  }

  private static let entries = Mutex<[Entry]>([])
  private static let registered: Void = { _ = atexit { ModulesAtExit.unloadAll() } }()
  /// How long the end of the process may be held up.
  private static let patience = DispatchTimeInterval.milliseconds(500)

  static func add(_ module: LoadedModule, of context: PulseContext) {
    _ = registered
    entries.withLock { $0.append(Entry(module: module, context: context)) }
  }

  static func remove(_ module: LoadedModule, of context: PulseContext) {
    entries.withLock { $0.removeAll { $0.module == module && $0.context === context } }
  }

  private static func unloadAll() {
    let left = entries.withLock { entries in
      defer { entries = [] }
      return entries
    }
    guard !left.isEmpty else { return }
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      for entry in left.reversed() { try? await entry.context.unload(entry.module) }
      done.signal()
    }
    _ = done.wait(timeout: .now() + patience)
  }
}
