import Dispatch
import UserMediaConstraints
import UserMediaCore

extension EntryPoint {
  /// The library's own entry point for one dialect, on top of the shared request.
  ///
  /// Exactly one of the two callbacks is called, once, on the request's queue, after the call has
  /// returned. A cancelled request calls neither. The call throws for malformed requests.
  static func system(_ dialect: Dialect, _ request: UserMediaRequest) -> EntryPoint {
    cancellable(dialect) { constraints, success, failure in
      let requested: RequestedStream
      do {
        requested = try constraints.requested()
        try requested.check()
      } catch {
        throw error.shaped(for: dialect, constraints)
      }
      let task = Task {
        do {
          let stream = try await request.run(requested)
          guard !Task.isCancelled else {
            for track in stream.getTracks() { track.stop() }
            return
          }
          request.queue.asyncTurn { success(stream) }
        } catch is CancellationError {
        } catch {
          let shaped = error.shaped(for: dialect, constraints)
          request.queue.asyncTurn { failure(shaped) }
        }
      }
      return { task.cancel() }
    }
  }
}
