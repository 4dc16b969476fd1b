#if Screen
import CXCB
import Glibc
import Synchronization
import UserMediaCore

// Every xcb_* call is made in the files of this folder.

/// A connection to an X server and its only owner: closed with it.
///
/// Unchecked, because the pointer never changes, and XCB's calls may be made on any thread.
final class XConnection: @unchecked Sendable {
  /// The server, for a person: `"display :0"`.
  let name: String
  let raw: OpaquePointer
  let root: xcb_window_t
  /// What the server told of itself at first.
  let setup: XSetup
  let extensions: XExtensions
  private let watchdog: XWatchdog

  /// When all answers must have come, in microseconds of the monotonic clock; see ``within(_:_:)``.
  private let deadline = Atomic(Int64.max)

  /// How long an answer may take, in milliseconds: a server that is alive answers in less than one.
  private static let answerLimit: Int64 = 3000

  /// Connects and learns what the server can do. Blocks for as long as the server is silent.
  /// - Parameter display: `":0"`; `nil` takes it from the environment's `DISPLAY`.
  init(_ display: String?) throws(CaptureError) {
    let wanted = display ?? getenv("DISPLAY").map { String(cString: $0) }
    guard let wanted, !wanted.isEmpty else {
      throw CaptureError(.notFound, device: "X11", "DISPLAY is not set: there is no screen")
    }
    name = "display \(wanted)"
    var number: Int32 = 0
    // Never nil: a connection that failed is one that says so.
    let raw: OpaquePointer = xcb_connect(wanted, &number)
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
    // XCB has checked that there is a screen of that number.
    root = setup.screens[min(max(0, Int(number)), setup.screens.count - 1)].root
    let watchdog = XWatchdog(xcb_get_file_descriptor(raw))
    self.watchdog = watchdog
    extensions = watchdog.whileBusy { XExtensions(raw) }
  }

  /// The bytes of what the server told at first, which XCB keeps for the connection's life.
  private static func setupBytes(_ raw: OpaquePointer) -> UnsafeRawBufferPointer {
    guard let setup = xcb_get_setup(raw) else {
      return UnsafeRawBufferPointer(start: nil, count: 0)
    }
    // A first part of 8 bytes says how many units of four follow it.
    return UnsafeRawBufferPointer(start: setup, count: 8 + Int(setup.pointee.length) * 4)
  }

  /// Calls `body`, which calls XCB: ``withoutPipeSignal(_:)``, and not for ever.
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
      case XCB_CONN_CLOSED_PARSE_ERR: "no name of a display"
      case XCB_CONN_CLOSED_INVALID_SCREEN: "the server has no such screen"
      default: "no server answers, or it does not let this program in"
      }
    return CaptureError(
      .notFound, device: name, "cannot be reached",
      cause: SystemCause(call: "xcb_connect", code: code, domain: .x11, text: text))
  }

  /// What becomes readable when the server says something, or is gone.
  var descriptor: Int32 { xcb_get_file_descriptor(raw) }

  /// Why the connection is of no use any more; `nil` while it is.
  var failure: CaptureError? {
    let code = xcb_connection_has_error(raw)
    guard code != 0 else { return nil }
    return CaptureError(
      .notFound, device: name, "the display is gone",
      cause: SystemCause(
        call: "xcb_connection_has_error", code: code, domain: .x11,
        text: "the connection is closed"))
  }

  /// Sends what waits to be sent.
  func flush() { xcb_flush(raw) }

  /// A name for something of this program's on the server.
  func newId() -> UInt32 { xcb_generate_id(raw) }

  /// What the server has said about a request.
  enum Answer<Reply> {
    /// Nothing yet.
    case none
    case reply(Reply)
    case error(SystemCause)
  }

  /// What has come in answer to a request, as `read` makes it of the reply's bytes; does not wait.
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
    // XCB has taken as many bytes from the server as the reply says that it has (xcb_in.c,
    // `read_packet`), and checked nothing in them.
    let more = Int(reply.load(fromByteOffset: XReplyHeader.lengthOffset, as: UInt32.self)) * 4
    let bytes = UnsafeRawBufferPointer(start: reply, count: XReplyHeader.byteCount + more)
    return read(bytes).map { .reply($0) } ?? .error(.malformed(call))
  }

  /// Waits for the answer to a request, and not for ever.
  func answer<Reply>(
    to sequence: UInt32, _ call: String, _ read: (UnsafeRawBufferPointer) -> Reply?
  ) throws(CaptureError) -> Reply {
    watchdog.isAlive()
    flush()
    let deadline = min(
      MonotonicClock.now + Self.answerLimit * 1000, self.deadline.load(ordering: .relaxed))
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

  /// Calls `body`, whose questions together have `limit` microseconds to be answered.
  func within<Result>(
    _ limit: Int64, _ body: () throws(CaptureError) -> Result
  ) throws(CaptureError) -> Result {
    deadline.store(MonotonicClock.now + limit, ordering: .relaxed)
    defer { deadline.store(.max, ordering: .relaxed) }
    return try body()
  }

  /// Wants no answer to a request any more.
  func discard(_ sequence: UInt32) { xcb_discard_reply(raw, sequence) }

  /// The next thing that happened; `nil` when nothing did, or the server is gone.
  func nextEvent() -> XEvent? {
    guard let event = xcb_poll_for_event(raw) else { return nil }
    defer { Glibc.free(event) }
    return XEvent(event, extensions)
  }
}

extension SystemCause {
  /// An error of the X server's (X.h).
  init(call: String, x11 code: UInt8) {
    let names = [
      UInt8(1): "BadRequest", 2: "BadValue", 3: "BadWindow", 4: "BadPixmap", 5: "BadAtom",
      8: "BadMatch", 9: "BadDrawable", 10: "BadAccess", 11: "BadAlloc", 14: "BadIDChoice",
    ]
    self.init(
      call: call, code: Int32(code), domain: .x11, text: names[code] ?? "an error of an extension")
  }

  /// A reply that contradicts itself.
  static func malformed(_ call: String) -> SystemCause {
    SystemCause(call: call, code: 0, domain: .x11, text: malformedText)
  }

  /// Whether it is one of ``malformed(_:)``.
  var isMalformed: Bool { domain == .x11 && text == Self.malformedText }

  private static let malformedText = "a malformed reply"
}
#endif
