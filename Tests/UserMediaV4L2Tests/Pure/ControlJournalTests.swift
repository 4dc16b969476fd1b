import CV4L2
import FileTestSupport
import Foundation
import Logging
import Synchronization
import Testing
import UserMediaCore

@testable import UserMediaV4L2

/// The journal of changed controls, and how it is used.
@Suite struct ControlJournalTests {
  private let directory: TemporaryDirectory
  private let logger = Logger(label: "test")
  private let driver = StandInDriver(controls: [
    V4L2_CID_BRIGHTNESS: .init(range: -64...64, value: 7),
    V4L2_CID_CONTRAST: .init(range: 0...100, value: 50),
    V4L2_CID_AUTO_WHITE_BALANCE: .init(type: V4L2_CTRL_TYPE_BOOLEAN, value: 1),
    V4L2_CID_WHITE_BALANCE_TEMPERATURE: .init(range: 2800...6500, step: 100, value: 4600),
  ])

  init() throws {
    directory = try TemporaryDirectory()
  }

  private var place: String { directory.path("controls") }
  private var files: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []).sorted()
  }

  private func journal() -> ControlJournal {
    var capability = v4l2_capability()
    withUnsafeMutableBytes(of: &capability.card) { $0.copyBytes(from: "A camera".utf8) }
    return ControlJournal(in: place, camera: "camera-1", V4L2Capabilities(capability))
  }

  private func recorded() throws -> ChangedControls? {
    try files.first.flatMap {
      ChangedControls(try String(contentsOfFile: "\(place)/\($0)", encoding: .utf8))
    }
  }

  private static let sample = ChangedControls(
    boot: "b", camera: "usb-1", card: "A camera", busInfo: "usb-0-1",
    changes: [.init(id: 1, found: -5, set: 7), .init(id: .max, found: .min, set: .max)])

  @Test func theRecordRoundTrips() throws {
    let text = try #require(Self.sample.text)
    #expect(ChangedControls(text) == Self.sample)
    for count in 0..<text.utf8.count {
      #expect(ChangedControls(String(decoding: text.utf8.prefix(count), as: UTF8.self)) == nil)
    }
    for wrong in ["", "end\n", text + "\n", text + text, "\n" + text] {
      #expect(ChangedControls(wrong) == nil)
    }
    // Line breaks in names can't add lines.
    var strange = Self.sample
    strange.card = "a\nend\n"
    #expect(try ChangedControls(#require(strange.text))?.card == "a?end?")
    var long = Self.sample
    long.camera = String(repeating: "x", count: 5000)
    #expect(long.text == nil)
    long = Self.sample
    long.changes = Array(repeating: .init(id: 1, found: 0, set: 0), count: 65)
    #expect(long.text == nil)
  }

  @Test func aPanelRecordsChangesUntilTheyAreRestored() throws {
    var panel = ControlPanel(
      try driver.device(), naming: CameraControl.allCases, journal: journal(), logger: logger)
    #expect(files == [])
    _ = panel.set([.brightness: .number(20), .contrast: .number(51)])
    #expect(
      try recorded()?.changes == [
        .init(id: UInt32(V4L2_CID_BRIGHTNESS), found: 7, set: 20),
        .init(id: UInt32(V4L2_CID_CONTRAST), found: 50, set: 51),
      ])
    _ = panel.set([.brightness: .number(30)])
    #expect(
      try recorded()?.changes == [.init(id: UInt32(V4L2_CID_BRIGHTNESS), found: 7, set: 30)])
    panel.putBack()
    #expect(files == [])
    #expect(driver[V4L2_CID_BRIGHTNESS] == 7)
  }

  @Test func aCameraThatDoesNotAnswerStaysInTheJournalAndIsAskedOnce() throws {
    var panel = ControlPanel(
      try driver.device(), naming: CameraControl.allCases, journal: journal(), logger: logger)
    _ = panel.set([.brightness: .number(20), .contrast: .number(51)])
    driver.state.withLock { $0.isSilent = true }
    panel.putBack()
    #expect(driver.state.withLock { $0.timeoutCount } == 1)
    #expect(
      try recorded()?.changes == [
        .init(id: UInt32(V4L2_CID_BRIGHTNESS), found: 7, set: 20),
        .init(id: UInt32(V4L2_CID_CONTRAST), found: 50, set: 51),
      ])
    driver.state.withLock { $0.isSilent = false }
    panel.putBack()
    #expect(files == [])
    #expect(driver[V4L2_CID_BRIGHTNESS] == 7 && driver[V4L2_CID_CONTRAST] == 50)
  }

  /// - Parameter hangs: whether the driver answers no call any more.
  @Test(.timeLimit(.minutes(2)), arguments: [false, true])
  func anExitRestoresTheControlsUnlessTheDriverHangs(hangs: Bool) async throws {
    await #expect(processExitsWith: .exitCode(3)) { [place = place as String, hangs] in
      let number = V4L2_CID_BRIGHTNESS
      let driver = StandInDriver(controls: [number: .init(range: 0...100, value: 7)])
      let camera = V4L2Capabilities(v4l2_capability())
      let panel = ControlPanel(
        try driver.device(), naming: CameraControl.allCases,
        journal: ControlJournal(in: place, camera: "camera-1", camera),
        logger: Logger(label: "test"))
      let controls = CameraControls(panel)
      _ = controls.set([.brightness: .number(20)])
      driver.hangs.store(hangs, ordering: .relaxed)
      exit(3)
    }
    // The next program restores what this one could not.
    let left = ChangedControls.Change(id: UInt32(V4L2_CID_BRIGHTNESS), found: 7, set: 20)
    #expect(try recorded()?.changes == (hangs ? [left] : nil))
  }

  @Test func onlyWhatStillIsAsItWasSetIsPutBack() throws {
    let device = try driver.device()
    var panel = ControlPanel(device, naming: CameraControl.allCases, logger: logger)
    _ = panel.set([
      .brightness: .number(20), .contrast: .number(60), .whiteBalanceMode: .mode(.manual),
      .colorTemperature: .number(3000),
    ])
    // Another program has changed the contrast since.
    driver.state.withLock { $0.controls[UInt32(V4L2_CID_CONTRAST)]?.value = 80 }
    ControlPanel.putBack(
      [
        .init(id: UInt32(V4L2_CID_AUTO_WHITE_BALANCE), found: 1, set: 0),
        .init(id: UInt32(V4L2_CID_BRIGHTNESS), found: 7, set: 20),
        .init(id: UInt32(V4L2_CID_CONTRAST), found: 50, set: 60),
        .init(id: UInt32(V4L2_CID_WHITE_BALANCE_TEMPERATURE), found: 4600, set: 3000),
      ], on: device, logger: logger)
    #expect(driver[V4L2_CID_BRIGHTNESS] == 7)
    #expect(driver[V4L2_CID_CONTRAST] == 80)
    #expect(driver[V4L2_CID_AUTO_WHITE_BALANCE] == 1)
    #expect(driver[V4L2_CID_WHITE_BALANCE_TEMPERATURE] == 4600)
    // A driver accepts the temperature only while the white balance is manual.
    let ids = driver.settings.suffix(3).map(\.id)
    #expect(ids.last == UInt32(V4L2_CID_AUTO_WHITE_BALANCE))
  }

  @Test func aSweepKeepsJournalsOfRunningPrograms() throws {
    let sweep = ControlSweep(directory: place, logger: logger)
    sweep.run()
    var journal: ControlJournal? = journal()
    #expect(journal?.write([.init(id: 1, found: 2, set: 3)]) == nil)
    #expect(journal?.write([.init(id: 1, found: 2, set: 4)]) == nil)
    #expect(files.count == 1)
    sweep.run()
    #expect(files.count == 1)
    // As if the program had ended. The camera isn't connected, and may return.
    journal = nil
    sweep.run()
    #expect(try recorded()?.changes == [.init(id: 1, found: 2, set: 4)])
  }

  @Test func aSweepRemovesUselessFiles() throws {
    let manager = FileManager.default
    try manager.createDirectory(atPath: place, withIntermediateDirectories: true)
    func write(_ name: String, _ text: String) throws {
      try Data(text.utf8).write(to: URL(filePath: "\(place)/\(name)"))
    }
    try write("another-boot", #require(Self.sample.text))
    try write("garbage", "garbage")
    try write("empty", "")
    try write("long", String(repeating: "x", count: 1 << 20))
    // Anything that isn't a file of the user's is left alone.
    try manager.createSymbolicLink(
      atPath: "\(place)/link", withDestinationPath: directory.path("elsewhere"))
    try Data("x".utf8).write(to: URL(filePath: directory.path("elsewhere")))
    #expect(mkfifo("\(place)/pipe", 0o600) == 0)
    ControlSweep(directory: place, logger: logger).run()
    #expect(files == ["link", "pipe"])
    #expect(manager.fileExists(atPath: directory.path("elsewhere")))
  }
}
