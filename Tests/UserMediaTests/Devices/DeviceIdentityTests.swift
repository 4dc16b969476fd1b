import FileTestSupport
import Foundation
import Glibc
import Testing
import UserMediaSynthetic

@testable import UserMedia

/// Who shares device ids, and how long they last.
@Suite(.timeLimit(.minutes(5))) struct DeviceIdentityTests {
  private let directory: TemporaryDirectory
  private let device = SyntheticDevice.camera().description

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func identity(_ salt: String = "state/salt") -> DeviceIdentity {
    DeviceIdentity(DeviceSalt(path: directory.path(salt)))
  }

  private func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: directory.path(file))
  }

  @Test func idsLastUntilTheyAreReset() {
    let first = identity()
    let (id, group) = (first.deviceId(device), first.groupId(device))
    #expect(identity().deviceId(device) == id)
    first.forget()
    let after = first.deviceId(device)
    #expect(after != id)
    #expect(first.groupId(device) != group)
    #expect(identity().deviceId(device) == after)
  }

  @Test func saltIsCreatedWithTheFirstId() {
    let new = identity()
    #expect(!exists("state/salt"))
    _ = new.deviceId(device)
    #expect(exists("state/salt"))
  }

  @Test func threeIdentitiesHaveThreeIds() {
    // These belong to the user who runs the tests, so nothing is deleted here.
    let own = DeviceIdentity.ofProgram.deviceId(device)
    let ids = [own, DeviceIdentity.ofUser.deviceId(device)]
    #expect(Set(ids).count == 2)
    let listed = DeviceHub(.synthetic([.camera()]))
    #expect(listed.identity === DeviceIdentity.ofProgram)
  }

  @Test func navigatorsListDevicesUnderTheirIdentity() async throws {
    let set = DeviceSet.synthetic([.camera(), .microphone()])
    func ids(_ identity: DeviceIdentity) async -> [String] {
      let devices: [MediaDeviceInfo] = await Navigator(devices: set, identity: identity)
        .mediaDevices.enumerateDevices()
      return devices.map(\.deviceId)
    }
    let one = await ids(identity("one"))
    let two = await ids(identity("two"))
    #expect(one.count == 2 && Set(one).isDisjoint(with: two))
    #expect(await ids(identity("one")) == one)
    // A navigator with custom entry points as well.
    let polyfilled = Navigator(
      entryPoints: EntryPoints(), devices: set, identity: identity("two"))
    let listed: [MediaDeviceInfo] = await polyfilled.mediaDevices.enumerateDevices()
    #expect(listed.map(\.deviceId) == two)
  }

  @Test func idsOfAnotherIdentityAreUnknown() async throws {
    let set = DeviceSet.synthetic([.camera()])
    let foreign = identity("foreign").deviceId(
      try #require(await DeviceHub(set).devices(.videoinput).first).candidate.description)
    let media = Navigator(devices: set, identity: identity("own")).mediaDevices
    let error = await #expect(throws: OverconstrainedError.self) {
      let _: MediaStream = try await media.getUserMedia(
        .init(video: .init(deviceId: .exact(foreign))))
    }
    #expect(error?.constraint == "deviceId")
  }

  @Test func identitiesAreSeparateFiles() {
    let names = [
      "", ".", "..", "a", "A", "a/b", "/a/b", "a-b", "a%2Db", "a b", "ä", "a\n", ".hidden",
      String(repeating: "x", count: 4000), String(repeating: "x", count: 4001),
      "/" + String(repeating: "x", count: 4000),
    ]
    let files = names.map { FileName.encode($0.utf8) }
    #expect(Set(files).count == names.count)
    for file in files {
      #expect(!file.isEmpty && file.utf8.count <= 200 && !file.contains("/"))
      #expect(file != "." && file != "..")
    }
    #expect(FileName.encode("usr/bin/program".utf8) == "usr-bin-program")
  }

  @Test func defaultIdentityIsTheExecutable() throws {
    let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    #expect(ProgramName.current == FileName.encode(path.dropFirst().utf8))
  }

  @Test func anUnwritableSaltLastsForThisRun() throws {
    let nowhere = DeviceSalt(path: "/proc/usermedia/salt")
    let identity = DeviceIdentity(nowhere)
    #expect(identity.deviceId(device) == identity.deviceId(device))
    #expect(identity.deviceId(device) != DeviceIdentity(nowhere).deviceId(device))
    #expect(
      DeviceIdentity(DeviceSalt(path: nil)).deviceId(device)
        != DeviceIdentity(DeviceSalt(path: nil)).deviceId(device))

    // Nothing ever writes to this pipe, and it is left alone.
    #expect(mkfifo(directory.path("pipe"), 0o600) == 0)
    #expect(self.identity("pipe").deviceId(device) != self.identity("pipe").deviceId(device))
    var status = stat()
    #expect(stat(directory.path("pipe"), &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test(arguments: [0, 5, 15, 17, 100_000]) func aDamagedSaltIsReplaced(length: Int) throws {
    _ = try directory.write([UInt8](repeating: 7, count: length), "salt")
    let id = identity("salt").deviceId(device)
    #expect(try directory.read("salt").count == 16)
    #expect(identity("salt").deviceId(device) == id)
  }

  @Test func anIrreplaceableSaltIsResetForThisRun() throws {
    let file = open(try directory.write(Array(0..<16), "salt"), O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    // It can be read, but no file can be created in its directory.
    let identity = DeviceIdentity(DeviceSalt(path: "/proc/self/fd/\(file)"))
    let before = identity.deviceId(device)
    #expect(before == self.identity("salt").deviceId(device))
    identity.forget()
    #expect(identity.deviceId(device) != before)
  }

  @Test func concurrentProgramsShareASalt() async throws {
    let ids = await withTaskGroup(of: String.self) { [self] group in
      for _ in 0..<16 { group.addTask { identity().deviceId(device) } }
      return await group.reduce(into: Set<String>()) { $0.insert($1) }
    }
    #expect(ids.count == 1)
  }
}
