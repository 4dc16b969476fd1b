#if Screen
import Dispatch
import Glibc
import Testing

@testable import UserMediaScreen

/// The time limit for XCB's blocking calls.
@Suite struct XWatchdogTests {
  private let ends: [Int32]

  init() {
    var ends: [Int32] = [0, 0]
    socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
    self.ends = ends
  }

  /// Whether the socket has been shut down, which reads as the end of file.
  private var isShutDown: Bool {
    var byte: UInt8 = 0
    return recv(ends[0], &byte, 1, Int32(MSG_DONTWAIT)) == 0
  }

  @Test func aBlockedCallReturns() throws {
    defer { for end in ends { close(end) } }
    let watchdog = XWatchdog(ends[0], interval: .milliseconds(20))
    // The other end stays open and silent.
    let count = watchdog.whileBusy {
      var byte: UInt8 = 0
      return recv(ends[0], &byte, 1, 0)
    }
    #expect(count == 0)
    watchdog.cancel()
  }

  /// As if the program was suspended during the call: the timer then fires once on resuming.
  @Test func aSingleLateTickDoesNotCount() {
    defer { for end in ends { close(end) } }
    let watchdog = XWatchdog(ends[0], interval: .seconds(3600))
    watchdog.whileBusy {
      for _ in 0..<5 { watchdog.tick() }
      #expect(!isShutDown)
      watchdog.restart()
      for _ in 0..<5 { watchdog.tick() }
      #expect(!isShutDown)
      watchdog.tick()
      #expect(isShutDown)
    }
    watchdog.cancel()
  }

  @Test func idleConnectionsAndShortCallsAreNotShutDown() {
    defer { for end in ends { close(end) } }
    let watchdog = XWatchdog(ends[0], interval: .seconds(3600))
    for _ in 0..<20 {
      watchdog.tick()
      watchdog.whileBusy { watchdog.tick() }
    }
    #expect(!isShutDown)
    // The descriptor may be reused once it is closed.
    watchdog.whileBusy {
      watchdog.cancel()
      for _ in 0..<20 { watchdog.tick() }
    }
    #expect(!isShutDown)
  }
}
#endif
