import Dispatch

/// A dispatch source that is held and cancelled from any thread.
///
/// Unchecked, because Dispatch does not mark its sources Sendable, though they are thread-safe
/// objects (dispatch_source_create(3)).
struct EventSource: @unchecked Sendable {
  private let source: any DispatchSourceProtocol

  /// Takes over a source that is set up, and activates it.
  init(_ source: any DispatchSourceProtocol) {
    self.source = source
    source.activate()
  }

  func cancel() {
    source.cancel()
  }
}
