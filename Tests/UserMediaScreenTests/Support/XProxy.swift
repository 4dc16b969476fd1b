#if Screen
import DisplayTestSupport
import Glibc
import Synchronization

/// A proxy between a program and an X server that changes the server's answers as a test says.
final class XProxy: Sendable {
  /// Changes what the server sends; `false` to pass on nothing more.
  typealias Change = @Sendable (_ offset: Int, _ bytes: inout [UInt8]) -> Bool

  /// The value for `DISPLAY`.
  let display: String
  private let number: Int
  private let listener: Int32
  private let open = Mutex<[Int32]>([])

  struct Failure: Error {}

  /// Starts listening. `change` receives the server's data and its offset on the connection; once
  /// it returns `false`, nothing more is passed on, and the connection stays open.
  init(to server: PrivateDisplay, _ change: @escaping Change) throws {
    // Debian's XCB only supports display numbers, so this uses one that no server chooses.
    (number, listener) = try Self.listen()
    display = ":\(number)"
    let serverPath = Self.path(server.name.dropFirst())
    let listener = listener
    Self.thread { [weak self] in
      while true {
        let client = accept(listener, nil, nil)
        guard client >= 0 else { return }
        guard let self, let server = try? Self.socket(at: serverPath, { connect($0, $1, $2) == 0 })
        else {
          close(client)
          return
        }
        self.open.withLock { $0 += [client, server] }
        Self.thread { Self.copy(client, server) { _, _ in true } }
        Self.thread { Self.copy(server, client, change) }
      }
    }
  }

  private static func path(_ number: some CustomStringConvertible) -> String {
    "/tmp/.X11-unix/X\(number)"
  }

  private static func listen() throws -> (number: Int, listener: Int32) {
    for _ in 0..<100 {
      let number = Int.random(in: 10_000..<60_000)
      let listener = try? socket(at: path(number)) {
        bind($0, $1, $2) == 0 && Glibc.listen($0, 8) == 0
      }
      if let listener { return (number, listener) }
    }
    throw Failure()
  }

  /// Ends every connection.
  func end() {
    shutdown(listener, Int32(SHUT_RDWR))
    for file in open.withLock({ $0 }) { shutdown(file, Int32(SHUT_RDWR)) }
  }

  deinit {
    end()
    unlink(Self.path(number))
  }

  private static func copy(_ source: Int32, _ target: Int32, _ change: Change) {
    var offset = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(source, &buffer, buffer.count)
      guard count > 0 else { break }
      var bytes = Array(buffer.prefix(count))
      guard change(offset, &bytes) else { return }
      offset += count
      // A program that has exited must not end the tests.
      guard send(target, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count else { break }
    }
    shutdown(target, Int32(SHUT_RDWR))
  }

  private static func socket(
    at path: String, _ use: (Int32, UnsafePointer<sockaddr>, socklen_t) -> Bool
  ) throws -> Int32 {
    let file = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let isUsed = withUnsafeBytes(of: &address) {
      use(
        file, $0.assumingMemoryBound(to: sockaddr.self).baseAddress!,
        socklen_t(MemoryLayout<sockaddr_un>.size))
    }
    guard file >= 0, isUsed else {
      close(file)
      throw Failure()
    }
    return file
  }

  private final class Body {
    let run: @Sendable () -> Void
    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
  }

  /// Its own thread, because it blocks.
  private static func thread(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let context = Unmanaged.passRetained(Body(body)).toOpaque()
    pthread_create(
      &thread, nil,
      { context in
        Unmanaged<Body>.fromOpaque(context!).takeRetainedValue().run()
        return nil
      }, context)
    pthread_detach(thread)
  }
}
#endif
