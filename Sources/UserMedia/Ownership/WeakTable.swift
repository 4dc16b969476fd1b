import Synchronization

/// Shares one object per key for as long as something else holds it.
final class WeakTable<Key: Hashable & Sendable, Object: AnyObject & Sendable>: Sendable {
  private struct State {
    var objects: [Key: WeakReference<Object>] = [:]
    /// The number of entries at which those of released objects are removed.
    var limit = WeakTable.leastLimit

    /// - Returns: the objects in use.
    mutating func removeUnused() -> [Object] {
      var live: [Object] = []
      objects = objects.filter { _, reference in
        guard let object = reference.value else { return false }
        live.append(object)
        return true
      }
      limit = max(WeakTable.leastLimit, 2 * live.count)
      return live
    }
  }

  private static var leastLimit: Int { 16 }
  private let state = Mutex(State())

  /// The number of entries, including those of released objects.
  var count: Int { state.withLock { $0.objects.count } }

  /// The object for a key: the one in use, or a new one.
  func object(for key: Key, make: () -> Object) -> Object {
    let (object, _) = state.withLock { state in
      if let object = state.objects[key]?.value { return (object, [Object]()) }
      // Released after the lock: these may be the last references.
      let live = state.objects.count < state.limit ? [] : state.removeUnused()
      let object = make()
      state.objects[key] = WeakReference(object)
      return (object, live)
    }
    return object
  }
}
