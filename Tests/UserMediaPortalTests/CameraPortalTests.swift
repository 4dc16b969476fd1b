import Dispatch
import FileTestSupport
import Glibc
import Testing
import UserMediaCore

@testable import UserMediaPortal

/// The desktop's answers to a sandboxed program, with a test's portal on a private bus.
@Suite(.timeLimit(.minutes(5))) struct CameraPortalTests {
  @Test(
    arguments: [(0, true), (1, false), (2, false)] as [(UInt32, Bool)], [false, true])
  func theUsersAnswerCounts(answer: (number: UInt32, isYes: Bool), isEarly: Bool) async throws {
    let bus = try PrivateBus()
    let desktop = try FakePortal(on: bus, .response(answer.number, isEarly: isEarly))
    let portal = CameraPortal(address: bus.address)
    #expect(portal.answer == nil)
    #expect(await portal.ask() == answer.isYes)
    #expect(portal.answer == answer.isYes)
    var events = desktop.events.makeAsyncIterator()
    #expect(await events.next() == "asked")
  }

  @Test func cancellingTheTaskClosesTheRequest() async throws {
    let bus = try PrivateBus()
    let desktop = try FakePortal(on: bus, .silence)
    let portal = CameraPortal(address: bus.address)
    let asking = Task { await portal.ask() }
    var events = desktop.events.makeAsyncIterator()
    #expect(await events.next() == "asked")
    asking.cancel()
    #expect(await asking.value == nil)
    #expect(await events.next() == "closed")
    #expect(portal.answer == nil)
  }

  @Test(arguments: [
    "org.freedesktop.portal.Error.NotAllowed", "org.freedesktop.DBus.Error.AccessDenied",
  ]) func disabledCamerasAreDenied(error: String) async throws {
    let bus = try PrivateBus()
    let desktop = try FakePortal(on: bus, .error(error))
    #expect(await CameraPortal(address: bus.address).ask() == false)
    withExtendedLifetime(desktop) {}
  }

  @Test func withoutAPortalFilePermissionsDecide() async throws {
    #expect(await CameraPortal(address: nil).ask() == true)
    #expect(await CameraPortal(address: "unix:path=/nowhere/bus").ask() == true)
    #expect(await CameraPortal(address: "no address").ask() == true)
    let bus = try PrivateBus()
    #expect(await CameraPortal(address: bus.address).ask() == true)
    let old = try FakePortal(on: bus, .error("org.freedesktop.DBus.Error.UnknownMethod"))
    #expect(await CameraPortal(address: bus.address).ask() == true)
    withExtendedLifetime(old) {}
  }

  @Test func anInvalidAnswerCountsAsNoPortal() async throws {
    let bus = try PrivateBus()
    let desktop = try FakePortal(on: bus, .nonsense)
    #expect(await CameraPortal(address: bus.address).ask() == true)
    withExtendedLifetime(desktop) {}
  }

  @Test func anotherProgramsAnswerIsIgnored() async throws {
    let bus = try PrivateBus()
    let desktop = try FakePortal(on: bus, .impostor(of: bus))
    #expect(await CameraPortal(address: bus.address).ask() == false)
    withExtendedLifetime(desktop) {}
  }

  @Test func aResponseWithoutANumberIsADenial() async throws {
    let bus = try PrivateBus()
    let desktop = try FakePortal(on: bus, .textResponse)
    #expect(await CameraPortal(address: bus.address).ask() == false)
    withExtendedLifetime(desktop) {}
  }

  /// libdbus closes a connection on which a message exceeds its limit.
  @Test func anOversizedAnswerCountsAsNoPortal() async throws {
    let bus = try PrivateBus()
    let desktop = try FakePortal(on: bus, .longHandle(1 << 20))
    #expect(await CameraPortal(address: bus.address).ask() == true)
    withExtendedLifetime(desktop) {}
  }

  @Test func messagesAreParsed() throws {
    let signal = Self.signal
    let message = try #require(signal.withUnsafeBytes { PortalMessage($0) })
    #expect(message.isSignal && message.path == "/a" && message.interface == "b.c")
    #expect(message.member == "D" && message.number == 7 && message.string == nil)
    for count in 0..<signal.count {
      #expect(signal.prefix(count).withUnsafeBytes { PortalMessage($0) } == nil)
    }
    // Whatever a byte is changed to, the message is read or rejected.
    var read = 0
    for index in signal.indices {
      for change in UInt8(1)...255 {
        var damaged = signal
        damaged[index] ^= change
        if damaged.withUnsafeBytes({ PortalMessage($0) }) != nil { read += 1 }
      }
    }
    #expect(read > 0)
  }

  /// The signal `b.c.D` of the object `/a`, with the number 7 (D-Bus Specification, "Message Format").
  private static let signal: [UInt8] = {
    var fields: [UInt8] = []
    func add(_ code: UInt8, _ type: Character, _ value: [UInt8]) {
      while fields.count % 8 != 0 { fields.append(0) }
      fields += [code, 1, type.asciiValue!, 0] + value
    }
    add(1, "o", [2, 0, 0, 0] + Array("/a".utf8) + [0])
    add(2, "s", [3, 0, 0, 0] + Array("b.c".utf8) + [0])
    add(3, "s", [1, 0, 0, 0] + Array("D".utf8) + [0])
    add(8, "g", [1] + Array("u".utf8) + [0])
    let start: [UInt8] = [UInt8(ascii: "l"), 4, 0, 1, 4, 0, 0, 0, 1, 0, 0, 0]
    var bytes = start + [UInt8(fields.count), 0, 0, 0] + fields
    while bytes.count % 8 != 0 { bytes.append(0) }
    return bytes + [7, 0, 0, 0]
  }()

  @Test func aLostBusIsADenial() async throws {
    let bus = try PrivateBus()
    let desktop = try FakePortal(on: bus, .silence)
    let queue = DispatchQueue(label: "test")
    let request = try await queue.run { () throws(Bus.Failure) in
      try PortalRequest(address: bus.address, queue: queue)
    }
    bus.end()
    #expect(await request.answer() == false)
    withExtendedLifetime(desktop) {}
  }

  @Test func aSilentBusTimesOut() async throws {
    let directory = try TemporaryDirectory()
    let path = directory.path("bus")
    let silent = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    defer { close(silent) }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let isBound = withUnsafeBytes(of: &address) { bytes in
      bind(
        silent, bytes.assumingMemoryBound(to: sockaddr.self).baseAddress,
        socklen_t(MemoryLayout<sockaddr_un>.size)) == 0 && listen(silent, 1) == 0
    }
    #expect(isBound)
    #expect(await CameraPortal(address: "unix:path=\(path)").ask() == true)
  }
}
