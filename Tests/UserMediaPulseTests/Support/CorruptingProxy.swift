import Foundation
import Glibc
import Synchronization
import Testing

/// A proxy between a client and a sound server that corrupts what the server sends. Ends when
/// released.
final class CorruptingProxy: Sendable {
  /// The address for clients.
  let address: String
  private let path: String
  private let server: String
  private let listener: Int32
  private let state: Mutex<State>

  private struct State {
    var seed: UInt64
    var descriptors: [Int32] = []
    var isOver = false
  }

  /// Creates a proxy for the server at the address `unix:…`.
  init(_ server: String, seed: UInt64) throws {
    self.server = String(server.dropFirst("unix:".count))
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("proxy-\(UUID().uuidString.prefix(8))").path
    address = "unix:\(path)"
    state = Mutex(State(seed: seed))
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    try #require(listener >= 0)
    try #require(Self.withAddress(path) { bind(listener, $0, $1) } == 0)
    try #require(listen(listener, 8) == 0)
    Thread.detachNewThread { [weak self, listener] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0, let self else {
          if client >= 0 { close(client) }
          return
        }
        serve(client)
      }
    }
  }

  deinit {
    let descriptors = state.withLock { state in
      state.isOver = true
      return state.descriptors
    }
    // The reading threads close them.
    for descriptor in descriptors + [listener] { shutdown(descriptor, Int32(SHUT_RDWR)) }
    close(listener)
    unlink(path)
  }

  private func serve(_ client: Int32) {
    let upstream = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard upstream >= 0, Self.withAddress(server, { connect(upstream, $0, $1) }) == 0 else {
      close(client)
      if upstream >= 0 { close(upstream) }
      return
    }
    let seed = state.withLock { state -> UInt64 in
      state.descriptors += [client, upstream]
      state.seed += 1000
      return state.seed
    }
    let ends = Countdown(2) { [weak self] in
      self?.state.withLock { $0.descriptors.removeAll { $0 == client || $0 == upstream } }
      close(client)
      close(upstream)
    }
    Thread.detachNewThread { Self.copy(client, upstream, ends, nil) }
    Thread.detachNewThread { Self.copy(upstream, client, ends, Corruption(seed: seed)) }
  }

  /// Calls a function when a count reaches zero.
  private final class Countdown: Sendable {
    private let left: Mutex<Int>
    private let done: @Sendable () -> Void

    init(_ count: Int, _ done: @escaping @Sendable () -> Void) {
      left = Mutex(count)
      self.done = done
    }

    func end() {
      let isLast = left.withLock { left in
        left -= 1
        return left == 0
      }
      if isLast { done() }
    }
  }

  private static func copy(
    _ source: Int32, _ target: Int32, _ ends: Countdown, _ corruption: Corruption?
  ) {
    var corruption = corruption
    var buffer = [UInt8](repeating: 0, count: 16384)
    copying: while true {
      let count = read(source, &buffer, buffer.count)
      if count <= 0 { break }
      let bytes = Array(buffer[..<count])
      var rest = (corruption?.pass(bytes) ?? bytes)[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes {
          send(target, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if written <= 0 { break copying }
        rest = rest.dropFirst(written)
      }
    }
    shutdown(target, Int32(SHUT_RDWR))
    shutdown(source, Int32(SHUT_RDWR))
    ends.end()
  }

  private static func withAddress<Result>(
    _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    var name = sockaddr_un()
    name.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8.prefix(100)) }
    return withUnsafePointer(to: &name) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
  }
}
