public import UserMediaConstraints

extension MediaDevices {
  /// The same calls as promises, for code that also uses `await`; their reactions run on ``queue``.
  ///
  /// Synchronous code can omit `promises`: `mediaDevices.getUserMedia(…).then { … }`.
  public var promises: Promises { Promises(mediaDevices: self) }

  /// The calls of ``MediaDevices`` as promises.
  public struct Promises: Sendable {
    fileprivate let mediaDevices: MediaDevices

    /// The promise of a stream. A request that asks for nothing is rejected before this returns.
    public func getUserMedia(_ constraints: MediaStreamConstraints) -> Promise<MediaStream> {
      if let getUserMedia = mediaDevices.existing.getUserMedia {
        return Promise(on: mediaDevices.queue) { try await getUserMedia(constraints) }
      }
      return mediaDevices.promise(of: .typed(constraints))
    }

    /// The promise of a stream with a screen or a window.
    public func getDisplayMedia(
      _ options: DisplayMediaStreamOptions = .init()
    ) -> Promise<MediaStream> {
      mediaDevices.promise(of: .display(options))
    }

    /// The promise of the current list of devices.
    public func enumerateDevices() -> Promise<[MediaDeviceInfo]> {
      Promise(on: mediaDevices.queue) { await self.mediaDevices.enumerateDevices() }
    }
  }
}

// At the top level of main.swift, Swift 6.2 prefers the synchronous one of two functions with the
// same name, even under `await`: it would return a promise and wait for nothing. `noasync` makes
// that an error. A function that returns nothing has no such sibling, because there no type
// annotation could select the asynchronous one.
extension MediaDevices {
  /// The same as a promise, in synchronous code; reactions run on ``queue``. A request that asks
  /// for nothing is rejected before this returns.
  @available(
    *, noasync,
    message:
      "name the type to wait: 'let stream: MediaStream = try await …'; for a promise, use 'promises.getUserMedia(_:)'"
  )
  public func getUserMedia(_ constraints: MediaStreamConstraints) -> Promise<MediaStream> {
    promises.getUserMedia(constraints)
  }

  /// The same as a promise, in synchronous code; reactions run on ``queue``.
  @available(
    *, noasync,
    message:
      "name the type to wait: 'let stream: MediaStream = try await …'; for a promise, use 'promises.getDisplayMedia(_:)'"
  )
  public func getDisplayMedia(
    _ options: DisplayMediaStreamOptions = .init()
  ) -> Promise<MediaStream> {
    promises.getDisplayMedia(options)
  }

  /// The same as a promise, in synchronous code; reactions run on ``queue``.
  @available(
    *, noasync,
    message:
      "name the type to wait: 'let devices: [MediaDeviceInfo] = await …'; for a promise, use 'promises.enumerateDevices()'"
  )
  public func enumerateDevices() -> Promise<[MediaDeviceInfo]> {
    promises.enumerateDevices()
  }
}
