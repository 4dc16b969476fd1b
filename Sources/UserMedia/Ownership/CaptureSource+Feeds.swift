import Synchronization
import UserMediaCore

extension CaptureSource.State {
  /// Whether there are tracks but none is enabled.
  var isIdle: Bool { enabledCount == 0 && !feeds.isEmpty }

  /// The configurations that the tracks other than `port` want, oldest track first.
  func wanted(except port: TrackPort<Data>? = nil) -> [Configuration] {
    feeds.values.filter { $0.port !== port }.sorted { $0.number < $1.number }.map(\.wanted)
  }

  /// Adds a track, or changes the configuration it wants.
  mutating func add(
    _ port: TrackPort<Data>, wanting wanted: Configuration, isEnabled: Bool = true
  ) {
    let key = ObjectIdentifier(port)
    guard feeds[key] == nil else {
      feeds[key]?.wanted = wanted
      return
    }
    feedCount += 1
    if isEnabled { enabledCount += 1 }
    feeds[key] = .init(port: port, number: feedCount, wanted: wanted, isEnabled: isEnabled)
  }

  /// - Returns: whether the track was present.
  mutating func remove(_ port: TrackPort<Data>) -> Bool {
    guard let feed = feeds.removeValue(forKey: ObjectIdentifier(port)) else { return false }
    if feed.isEnabled { enabledCount -= 1 }
    return true
  }
}

extension CaptureSource {
  /// Stops feeding `port` and finishes it; closes the device if it was the last one.
  func detach(_ port: TrackPort<Data>) {
    forget(port)
    port.finish(discarding: true)
  }

  /// Stops feeding `port` because another source feeds it from now on.
  func forget(_ port: TrackPort<Data>) {
    let isUnused = state.withLock { $0.remove(port) && $0.feeds.isEmpty }
    if isUnused { operations.enqueue { [self] in await closeIfUnused() } } else { reconsider() }
  }

  /// Whether the device feeds tracks other than that of `port`.
  func isShared(besides port: TrackPort<Data>) -> Bool {
    state.withLock { state in state.feeds.values.contains { $0.port !== port } }
  }

  /// Lets only this source's data through `port`.
  func feed(_ port: TrackPort<Data>) {
    port.pass(from: ObjectIdentifier(self))
  }

  /// Records whether the data of `port` is used; ``reconsider()`` then releases or reopens the
  /// device.
  func setEnabled(_ isEnabled: Bool, _ port: TrackPort<Data>) {
    state.withLock { state in
      let key = ObjectIdentifier(port)
      guard let feed = state.feeds[key], feed.isEnabled != isEnabled else { return }
      state.feeds[key]?.isEnabled = isEnabled
      state.enabledCount += isEnabled ? 1 : -1
    }
  }

  /// Feeds `port` as well as `other`, with the same configuration and controls.
  /// - Returns: whether it does; false if `other` is no longer fed.
  func share(_ port: TrackPort<Data>, like other: TrackPort<Data>) -> Bool {
    feed(port)
    return state.withLock { state in
      guard let feed = state.feeds[ObjectIdentifier(other)] else { return false }
      state.add(port, wanting: feed.wanted, isEnabled: feed.isEnabled)
      state.feeds[ObjectIdentifier(port)]?.controls = feed.controls
      return true
    }
  }

  func closeIfUnused() async {
    if state.withLock({ $0.feeds.isEmpty }) { await closeSession() }
  }

  func closeSession() async {
    await stopStandIn()
    let (session, release) = state.withLock { state in
      state.running = nil
      state.device = nil
      state.ended = nil
      state.wantedControls = [:]
      return (state.session.take(), state.release.take())
    }
    release?.cancel()
    await session?.close()
  }
}
