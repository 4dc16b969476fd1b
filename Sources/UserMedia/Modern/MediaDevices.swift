public import Dispatch
public import UserMediaConstraints

/// The modern API (Media Capture and Streams, 9.2, `MediaDevices`): `async throws`, or a ``Promise``
/// (see ``promises-swift.property``).
///
/// It is built entirely on a callback-style entry point.
public final class MediaDevices: Sendable {
  let entryPoint: EntryPoint?
  let list: DeviceList
  /// Where handlers, listeners and promise reactions run.
  public let queue: DispatchQueue
  /// The listeners for `devicechange`.
  public let eventListeners: EventListeners<MediaDevices>
  /// Members supplied by the program, which take precedence.
  let existing: PartialMediaDevices

  init(
    entryPoint: EntryPoint?, list: DeviceList, queue: DispatchQueue,
    existing: PartialMediaDevices = .init()
  ) {
    self.entryPoint = entryPoint
    self.list = list
    self.queue = queue
    self.existing = existing
    eventListeners = EventListeners { list.demandChanged() }
    list.onChange(
      { [weak self] change in
        guard let self else { return }
        dispatchEvent(MediaEvent(.devicechange, target: self, detail: change))
      }, while: { [weak eventListeners] in eventListeners?.isWanted ?? false })
  }

  /// Requests a camera, a microphone or both.
  ///
  /// Throws `TypeError` if nothing is requested, ``OverconstrainedError`` if no device meets the
  /// constraints, or a ``DOMException`` named `NotFoundError`, `NotAllowedError`,
  /// `NotReadableError` or `AbortError`. A cancelled task gets `CancellationError`, and any device
  /// opened for it is released.
  ///
  /// A device can fail before the caller resumes. The track's events then wait for a handler; see
  /// ``MediaStreamTrack``.
  public func getUserMedia(_ constraints: MediaStreamConstraints) async throws -> MediaStream {
    if let getUserMedia = existing.getUserMedia { return try await getUserMedia(constraints) }
    return try await request(.typed(constraints))
  }

  /// Makes a request; cancelling its task releases what was opened for it.
  func request(_ constraints: RequestConstraints) async throws -> MediaStream {
    let pending = PendingStream()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        pending.wait { continuation.resume(with: $0) }
        begin(constraints, pending)
      }
    } onCancel: {
      pending.cancel()
    }
  }

  /// Makes a request, as a promise.
  func promise(of constraints: RequestConstraints) -> Promise<MediaStream> {
    let promise = Promise<MediaStream>(queue: queue)
    let pending = PendingStream()
    pending.wait { promise.settle($0) }
    begin(constraints, pending)
    return promise
  }

  /// The 2016 polyfill: wraps the two callbacks of one legacy call. Translates the constraints if
  /// the entry point takes another syntax, and its errors back.
  private func begin(_ constraints: RequestConstraints, _ pending: PendingStream) {
    guard let entryPoint else { return pending.settle(.failure(NotImplementedError())) }
    do {
      let cancel = try entryPoint.begin(constraints) { stream in
        pending.settle(.success(stream))
      } _: { error in
        pending.settle(.failure(error.modernized(from: entryPoint.dialect)))
      }
      pending.onCancel(cancel)
    } catch {
      pending.settle(.failure(error.modernized(from: entryPoint.dialect)))
    }
  }
}
