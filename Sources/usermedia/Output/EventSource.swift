import Dispatch

/// A dispatch source that any thread can hold and cancel.
///
/// Unchecked, because Dispatch does not mark its sources Sendable, although they are thread-safe
/// (dispatch_source_create(3)).
struct EventSource: @unchecked Sendable {
  private let source: any DispatchSourceProtocol

  /// Takes ownership of a configured source, and activates it.
  init(_ source: any DispatchSourceProtocol) {
    self.source = source
    source.activate()
  }

  func cancel() {
    source.cancel()
  }
}
