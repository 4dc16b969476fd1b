#if Screen
import CXCB
import Glibc
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
  /// What 24 bits a pixel of a window look like.
  let usualDepth: UInt8
  let extensions: XExtensions

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
    var screens = xcb_setup_roots_iterator(xcb_get_setup(raw))
    while number > 0, screens.rem > 1 {
      xcb_screen_next(&screens)
      number -= 1
    }
    self.raw = raw
    root = screens.data.pointee.root
    usualDepth = screens.data.pointee.root_depth
    extensions = XExtensions(raw)
  }

  deinit {
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
  enum Answer<Reply>: ~Copyable {
    /// Nothing yet.
    case none
    case reply(XReply<Reply>)
    case error(SystemCause)
  }

  /// What has come in answer to a request; does not wait.
  func poll<Reply>(_ sequence: UInt32, as type: Reply.Type, _ call: String) -> Answer<Reply> {
    var reply: UnsafeMutableRawPointer?
    var error: UnsafeMutablePointer<xcb_generic_error_t>?
    guard xcb_poll_for_reply(raw, sequence, &reply, &error) == 1 else { return .none }
    if let reply { return .reply(XReply(reply)) }
    defer { Glibc.free(error) }
    return .error(SystemCause(call: call, x11: error?.pointee.error_code ?? 0))
  }

  /// Waits for the answer to a request, and not for ever.
  func answer<Reply>(
    to sequence: UInt32, as type: Reply.Type, _ call: String
  ) throws(CaptureError) -> XReply<Reply> {
    flush()
    let deadline = MonotonicClock.now + Self.answerLimit * 1000
    while true {
      switch poll(sequence, as: type, call) {
      case .reply(let reply): return reply
      case .error(let cause):
        if let failure { throw failure }
        throw CaptureError(.notFound, device: name, "it is not there", cause: cause)
      case .none: break
      }
      let left = (deadline - MonotonicClock.now) / 1000
      guard left > 0 else {
        xcb_discard_reply(raw, sequence)
        throw CaptureError(.unreadable, device: name, "the server does not answer")
      }
      var file = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      Glibc.poll(&file, 1, Int32(left))
    }
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

/// A reply and its only owner: freed with it.
struct XReply<Reply>: ~Copyable {
  let pointer: UnsafeMutablePointer<Reply>

  init(_ memory: UnsafeMutableRawPointer) {
    // XCB gives each reply memory of its own, aligned for any.
    pointer = memory.assumingMemoryBound(to: Reply.self)
  }

  deinit {
    free(pointer)
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
}
#endif
