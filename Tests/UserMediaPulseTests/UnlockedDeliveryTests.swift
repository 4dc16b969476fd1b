import Dispatch
import Foundation
import SinkTestSupport
import Synchronization
import Testing
import UserMedia
import UserMediaCore
import UserMediaPulse

/// Sinks and watchers are called, and the program's objects released, with no lock of the driver
/// held: meanwhile other threads can use the driver.
@Suite(
  .enabled(if: SoundServer.isInstalled, "pulseaudio is not installed"), .timeLimit(.minutes(5)))
struct UnlockedDeliveryTests {
  private let server: PrivateServer
  private let driver: PulseDriver

  init() async throws {
    server = try await PrivateServer()
    driver = .quiet(server: server.address, timeout: .seconds(15))
    // From here on, the driver is connected.
    #expect(await driver.devices().count == 2)
  }

  /// Runs tasks on their own threads, because these tests may block those of the pool.
  private final class ThreadExecutor: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      Thread.detachNewThread { [self] in job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
  }

  /// Whether another thread can use the connection while this one is blocked.
  private static func isUsable(_ driver: PulseDriver) -> Bool {
    let done = DispatchSemaphore(value: 0)
    Task(executorPreference: ThreadExecutor()) {
      // Takes the locks of the connection and of its watchers, without a request to the server.
      _ = await driver.watchDevices {}
      done.signal()
    }
    return done.wait(timeout: .now() + 30) == .success
  }

  /// A sink that checks, once per kind of call, whether the driver is usable meanwhile.
  private final class CheckingSink: AudioSink {
    let driver: PulseDriver
    let answers = Mutex<[String: Bool]>([:])
    let onRelease: @Sendable () -> Void

    init(_ driver: PulseDriver, onRelease: @escaping @Sendable () -> Void = {}) {
      (self.driver, self.onRelease) = (driver, onRelease)
    }

    deinit { onRelease() }

    private func check(_ call: String) {
      guard answers.withLock({ $0[call] == nil }) else { return }
      let answer = UnlockedDeliveryTests.isUsable(driver)
      answers.withLock { $0[call] = answer }
    }

    func capture(_ data: AudioData) { check("sound") }
    func captureDropped(_ reason: DropReason, count: Int) {}
    func captureMuted(_ muted: Bool) { check(muted ? "mute" : "unmute") }
    func captureEnded(_ error: CaptureError) { check("ended") }
    func captureMoved(to device: DeviceDescription, as configuration: AudioConfiguration) {
      check("moved")
    }

    /// Waits for such a call.
    func receives(_ call: String) async throws -> Bool {
      try await eventually { answers.withLock { $0[call] != nil } }
      return answers.withLock { $0[call] ?? false }
    }
  }

  @Test func sinksAreCalledUnlocked() async throws {
    let sink = CheckingSink(driver)
    let device = try #require(await driver.devices().first { $0.address == "sine" })
    let module = try await server.pactl("load-module", "module-null-sink", "sink_name=other")
    let session = try await driver.openMicrophone(device, sink: sink)
    var configuration = AudioConfiguration.test
    configuration.mayMove = true
    _ = try await session.start(configuration)
    #expect(try await sink.receives("sound"))
    try await server.pactl("set-default-source", "other.monitor")
    #expect(try await sink.receives("moved"))
    try await server.pactl("suspend-sink", "other", "1")
    #expect(try await sink.receives("mute"))
    try await server.pactl("suspend-sink", "other", "0")
    #expect(try await sink.receives("unmute"))
    // Movable streams survive their source; the next one can't move.
    _ = try await session.start(.test)
    try await server.pactl("unload-module", module)
    #expect(try await sink.receives("ended"))
    await session.close()
  }

  @Test func sinksAndWatchersAreReleasedUnlocked() async throws {
    let released = Mutex<[Bool]>([])
    let release: @Sendable () -> Void = { [driver] in
      let answer = Self.isUsable(driver)
      released.withLock { $0.append(answer) }
    }
    let device = try #require(await driver.devices().first { $0.address == "sine" })
    do {
      let session = try await driver.openMicrophone(
        device, sink: CheckingSink(driver, onRelease: release))
      _ = try await session.start(.test)
      await session.close()
    }
    try await eventually { released.withLock { $0.count == 1 } }
    do {
      let session = try await driver.openMicrophone(
        device, sink: CheckingSink(driver, onRelease: release))
      _ = try await session.start(.test)
      withExtendedLifetime(session) {}
    }
    try await eventually { released.withLock { $0.count == 2 } }
    do {
      let watcher = CheckingSink(driver, onRelease: release)
      let watch = await driver.watchDevices { withExtendedLifetime(watcher) {} }
      withExtendedLifetime(watch) {}
    }
    try await eventually { released.withLock { $0.count == 3 } }
    #expect(released.withLock { $0 } == [true, true, true])
  }

  @Test func watchersAreCalledUnlocked() async throws {
    let answers = Mutex<[Bool]>([])
    let watch = await driver.watchDevices { [driver] in
      let answer = Self.isUsable(driver)
      answers.withLock { $0.append(answer) }
    }
    try await server.pactl("load-module", "module-null-sink", "sink_name=other")
    try await eventually { answers.withLock { !$0.isEmpty } }
    let before = answers.withLock { $0.count }
    await server.kill()
    try await eventually { answers.withLock { $0.count > before } }
    #expect(answers.withLock { $0.allSatisfy(\.self) })
    withExtendedLifetime(watch) {}
  }

  /// A sink that is slow to handle each call.
  private final class SlowSink: AudioSink {
    let calls = Atomic(0)
    let isCalled = Atomic(false)

    func capture(_ data: AudioData) {
      isCalled.store(true, ordering: .sequentiallyConsistent)
      calls.add(1, ordering: .sequentiallyConsistent)
      Thread.sleep(forTimeInterval: 0.02)
      isCalled.store(false, ordering: .sequentiallyConsistent)
    }
    func captureDropped(_ reason: DropReason, count: Int) {}
    func captureMuted(_ muted: Bool) {}
    func captureEnded(_ error: CaptureError) {}
  }

  @Test func stopWaitsForARunningCallAndNoneFollows() async throws {
    let device = try #require(await driver.devices().first { $0.address == "n1.monitor" })
    let sink = SlowSink()
    let session = try await driver.openMicrophone(device, sink: sink)
    var configuration = AudioConfiguration.test
    configuration.latency = 0.005
    for _ in 0..<20 {
      let before = sink.calls.load(ordering: .sequentiallyConsistent)
      _ = try await session.start(configuration)
      try await eventually { sink.calls.load(ordering: .sequentiallyConsistent) > before + 2 }
      await session.stop()
      let isCalled = sink.isCalled.load(ordering: .sequentiallyConsistent)
      let calls = sink.calls.load(ordering: .sequentiallyConsistent)
      #expect(!isCalled)
      try await Task.sleep(for: .milliseconds(50))
      #expect(calls == sink.calls.load(ordering: .sequentiallyConsistent))
    }
    await session.close()
  }

  @Test func loopOnAnInlineExecutorMayUseChangeAndStopItsTrack() async throws {
    let track = try await Microphones(driver).track("sine")
    let loop = Task(executorPreference: InlineExecutor()) {
      var clones: [MediaStreamTrack] = []
      for await _ in track.audioData() {
        #expect(track.stats.deliveredFrames > 0)
        clones.append(track.clone())
        if clones.count == 2 { try await track.applyConstraints(.init(sampleRate: .exact(16000))) }
        if clones.count == 5 { track.stop() }
      }
      for clone in clones { clone.stop() }
      return clones.count
    }
    #expect(try await loop.value == 5)
  }
}
