#if Screen
import CXCB
import Glibc
import Synchronization
import UserMediaCore

// Every xcb_* call is made in the files of this folder.

/// A connection to an X server, and its only owner: closed with this object.
///
/// Unchecked, because the pointer never changes and XCB may be called on any thread.
final class XConnection: @unchecked Sendable {
  /// The server's name for error messages: `"display :0"`.
  let name: String
  let raw: OpaquePointer
  let root: xcb_window_t
  /// What the server reported when the connection was set up.
  let setup: XSetup
  let extensions: XExtensions
  private let watchdog: XWatchdog

  /// When every reply must have arrived, in microseconds of the monotonic clock; see
  /// ``within(_:_:)``.
  private let deadline = Atomic(Int64.max)

  /// Microseconds that a reply may take; a responsive server needs less than a thousand.
  private static let answerLimit: Int64 = 3_000_000

  /// Connects and queries the extensions. Blocks for as long as the server is silent: called by
  /// ``XConnector`` alone.
  /// - Parameter display: `":0"`.
  init(_ display: String) throws(CaptureError) {
    name = "display \(display)"
    var number: Int32 = 0
    // Never nil: a failed connection is one that reports an error.
    let raw: OpaquePointer = xcb_connect(display, &number)
    let code = xcb_connection_has_error(raw)
    guard code == 0 else {
      xcb_disconnect(raw)
      throw Self.unreachable(name, code)
    }
    guard let setup = XSetup(Self.setupBytes(raw)) else {
      xcb_disconnect(raw)
      throw CaptureError(
        .unreadable, device: name, "the server's answer makes no sense",
        cause: .malformed("xcb_get_setup"))
    }
    self.raw = raw
    self.setup = setup
    // XCB has checked that this screen exists.
    root = setup.screens[min(max(0, Int(number)), setup.screens.count - 1)].root
    let watchdog = XWatchdog(xcb_get_file_descriptor(raw))
    self.watchdog = watchdog
    extensions = watchdog.whileBusy { XExtensions(raw) }
  }

  /// The bytes of the server's setup reply, which XCB keeps for the connection's lifetime.
  private static func setupBytes(_ raw: OpaquePointer) -> UnsafeRawBufferPointer {
    guard let setup = xcb_get_setup(raw) else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    // Its first 8 bytes say how many units of four bytes follow.
    return UnsafeRawBufferPointer(start: setup, count: 8 + Int(setup.pointee.length) * 4)
  }

  /// Calls `body`, which calls XCB, without SIGPIPE and bounded by the watchdog.
  func use<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try watchdog.whileBusy { () throws(Failure) in try withoutPipeSignal(body) }
  }

  deinit {
    watchdog.cancel()
    xcb_disconnect(raw)
  }

  private static func unreachable(_ name: String, _ code: Int32) -> CaptureError {
    let text =
      switch code {
      case XCB_CONN_CLOSED_PARSE_ERR: "not the name of a display"
      case XCB_CONN_CLOSED_INVALID_SCREEN: "the server has no such screen"
      default: "no server is listening, or it refused this program"
      }
    return CaptureError(
      .notFound, device: name, "cannot be reached",
      cause: SystemCause(call: "xcb_connect", code: code, domain: .x11, text: text))
  }

  /// The socket, readable when the server has sent something or is gone.
  var descriptor: Int32 { xcb_get_file_descriptor(raw) }

  /// Why the connection no longer works; `nil` while it does.
  var failure: CaptureError? {
    let code = xcb_connection_has_error(raw)
    guard code != 0 else { return nil }
    return CaptureError(
      .notFound, device: name, "the display is gone",
      cause: SystemCause(
        call: "xcb_connection_has_error", code: code, domain: .x11,
        text: "the connection is closed"))
  }

  /// Sends the buffered requests.
  func flush() { xcb_flush(raw) }

  /// A new identifier for a resource of this program on the server.
  func newId() -> UInt32 { xcb_generate_id(raw) }

  /// The server's response to a request.
  enum Answer<Reply> {
    /// Not yet received.
    case none
    case reply(Reply)
    case error(SystemCause)
  }

  /// The response to a request, if it has arrived; `read` parses the reply's bytes. Does not wait.
  func poll<Reply>(
    _ sequence: UInt32, _ call: String, _ read: (UnsafeRawBufferPointer) -> Reply?
  ) -> Answer<Reply> {
    var reply: UnsafeMutableRawPointer?
    var error: UnsafeMutablePointer<xcb_generic_error_t>?
    guard xcb_poll_for_reply(raw, sequence, &reply, &error) == 1 else { return .none }
    defer {
      Glibc.free(reply)
      Glibc.free(error)
    }
    guard let reply else {
      return .error(SystemCause(call: call, x11: error?.pointee.error_code ?? 0))
    }
    // XCB has read as many bytes as the reply claims to have (xcb_in.c, `read_packet`), and
    // validated none of them.
    let more = Int(reply.load(fromByteOffset: XReplyHeader.lengthOffset, as: UInt32.self)) * 4
    let bytes = UnsafeRawBufferPointer(start: reply, count: XReplyHeader.byteCount + more)
    return read(bytes).map { .reply($0) } ?? .error(.malformed(call))
  }

  /// Waits for the response to a request.
  /// - Throws: `notFound` when the server reports an error or is gone, `unreadable` when the reply
  ///   is malformed or does not arrive in time.
  func answer<Reply>(
    to sequence: UInt32, _ call: String, _ read: (UnsafeRawBufferPointer) -> Reply?
  ) throws(CaptureError) -> Reply {
    watchdog.restart()
    flush()
    let deadline = min(
      MonotonicClock.now + Self.answerLimit, self.deadline.load(ordering: .relaxed))
    while true {
      switch poll(sequence, call, read) {
      case .reply(let reply): return reply
      case .error(let cause):
        if let failure { throw failure }
        guard !cause.isMalformed else {
          throw CaptureError(
            .unreadable, device: name, "the server's answer makes no sense", cause: cause)
        }
        throw CaptureError(.notFound, device: name, "it is not there", cause: cause)
      case .none: break
      }
      let left = (deadline - MonotonicClock.now + 999) / 1000
      guard left > 0 else {
        xcb_discard_reply(raw, sequence)
        throw CaptureError(.unreadable, device: name, "the server does not answer")
      }
      var file = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      Glibc.poll(&file, 1, Int32(left))
    }
  }

  /// Calls `body`, whose requests must all be answered within `limit` microseconds.
  func within<Result>(
    _ limit: Int64, _ body: () throws(CaptureError) -> Result
  ) throws(CaptureError) -> Result {
    deadline.store(MonotonicClock.now + limit, ordering: .relaxed)
    defer { deadline.store(.max, ordering: .relaxed) }
    return try body()
  }

  /// The next event; `nil` when there is none, or the server is gone.
  func nextEvent() -> XEvent? {
    guard let event = xcb_poll_for_event(raw) else { return nil }
    defer { Glibc.free(event) }
    return XEvent(event, extensions)
  }
}

extension SystemCause {
  /// An error that the X server reported (X.h).
  init(call: String, x11 code: UInt8) {
    let names = [
      UInt8(1): "BadRequest", 2: "BadValue", 3: "BadWindow", 4: "BadPixmap", 5: "BadAtom",
      8: "BadMatch", 9: "BadDrawable", 10: "BadAccess", 11: "BadAlloc", 14: "BadIDChoice",
    ]
    self.init(
      call: call, code: Int32(code), domain: .x11, text: names[code] ?? "an extension's error")
  }

  /// A reply that contradicts itself.
  static func malformed(_ call: String) -> SystemCause {
    SystemCause(call: call, code: 0, domain: .x11, text: malformedText)
  }

  /// Whether this is ``malformed(_:)``.
  var isMalformed: Bool { domain == .x11 && text == Self.malformedText }

  private static let malformedText = "a malformed reply"
}
#endif
