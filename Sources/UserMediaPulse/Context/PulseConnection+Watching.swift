import Synchronization
import UserMediaCore

/// Callbacks for when sources are added or removed.
struct SourceWatchers {
  fileprivate var changed: [Int: @Sendable () -> Void] = [:]
  fileprivate var count = 0
  /// Watches for a server's socket to appear.
  fileprivate var socket: DirectoryWatch?
}

extension PulseConnection {
  /// Calls `changed` when sources may have been added or removed, with or without their server,
  /// until the result is released.
  func watchSources(_ changed: @escaping @Sendable () -> Void) -> DeviceWatch {
    let address =
      context.locked { context.address } ?? context.server ?? ServerPlace().defaultAddress
    let path = SocketWatch.path(ofAddress: address)
    let number = watchers.withLock { watchers in
      watchers.count += 1
      watchers.changed[watchers.count] = changed
      if watchers.socket == nil, let path {
        watchers.socket = SocketWatch.start(path) { [weak self] in self?.socketAppeared() }
      }
      return watchers.count
    }
    return DeviceWatch { [weak self] in self?.unwatchSources(number) }
  }

  private func unwatchSources(_ number: Int) {
    // Both are released here, with no lock held.
    let (socket, changed) = watchers.withLock { watchers in
      let changed = watchers.changed.removeValue(forKey: number)
      return (watchers.changed.isEmpty ? watchers.socket.take() : nil, changed)
    }
    socket?.cancel()
    withExtendedLifetime(changed) {}
  }

  func notifyWatchers() {
    for changed in watchers.withLock({ Array($0.changed.values) }) { changed() }
  }

  /// Notifies watchers after a socket appeared; see ``retryDelays``.
  private func socketAppeared() {
    Task { [weak self] in
      for delay in Self.retryDelays {
        try? await Task.sleep(for: delay)
        self?.notifyWatchers()
      }
    }
  }
}
