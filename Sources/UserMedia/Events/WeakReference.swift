import Synchronization

/// A weak reference to an object.
final class WeakReference<Object: AnyObject & Sendable>: Sendable {
  private struct Weak {
    weak var object: Object?
  }

  private let weak: Mutex<Weak>

  init(_ object: Object? = nil) {
    weak = Mutex(Weak(object: object))
  }

  var value: Object? {
    get { weak.withLock { $0.object } }
    set { weak.withLock { $0.object = newValue } }
  }
}
