package import Dispatch

extension DispatchQueue {
  /// Does blocking work on the queue rather than on a thread of Swift's own.
  package func run<Success: Sendable, Failure: Error>(
    _ work: @escaping @Sendable () throws(Failure) -> Success
  ) async throws(Failure) -> Success {
    let result: Result<Success, Failure> = await withCheckedContinuation { continuation in
      async {
        let result: Result<Success, Failure>
        do throws(Failure) { result = .success(try work()) } catch { result = .failure(error) }
        continuation.resume(returning: result)
      }
    }
    return try result.get()
  }
}
