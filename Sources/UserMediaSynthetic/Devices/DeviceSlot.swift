import Synchronization
import UserMediaCore

/// The state of one of the driver's devices: whether it is open, and its injected faults.
final class DeviceSlot: Sendable {
  let device: SyntheticDevice

  private struct State {
    /// The numbers of the sessions that have the device open.
    var sessions: Set<Int> = []
    var sessionCount = 0
    var faults: Set<SyntheticFault> = []
    var runs: [Int: DeviceRun] = [:]
  }

  private let state = Mutex(State())

  init(_ device: SyntheticDevice) {
    self.device = device
  }

  var address: String { device.description.address }

  var isPlugged: Bool { state.withLock { !$0.faults.contains(.unplugged) } }

  var isOpen: Bool { state.withLock { !$0.sessions.isEmpty } }

  /// Whether several sessions may open the device at once: true for a microphone, which has a sound
  /// server, but not for a camera.
  private var isShared: Bool { device.description.kind == .audioinput }

  /// Opens the device for a session; returns the session's number, for ``close(_:_:)``.
  func open() throws(CaptureError) -> Int {
    try state.withLock { (state) throws(CaptureError) in
      try Self.check(state.faults, address)
      guard isShared || state.sessions.isEmpty else { throw Self.busy(address) }
      state.sessionCount += 1
      state.sessions.insert(state.sessionCount)
      return state.sessionCount
    }
  }

  private static func check(_ faults: Set<SyntheticFault>, _ address: String) throws(CaptureError) {
    if faults.contains(.unplugged) { throw Self.unplugged(address) }
    if faults.contains(.broken) { throw Self.broken(address) }
    if faults.contains(.notAllowed) {
      throw CaptureError(.notAllowed, device: address, "access to the device is denied")
    }
    if faults.contains(.busy) { throw Self.busy(address) }
  }

  private static func busy(_ address: String) -> CaptureError {
    CaptureError(.busy, device: address, "the device is in use")
  }

  private static func unplugged(_ address: String) -> CaptureError {
    CaptureError(.notFound, device: address, "the device was unplugged")
  }

  private static func broken(_ address: String) -> CaptureError {
    CaptureError(.unreadable, device: address, "the device does not respond")
  }

  /// Replaces the session's run, which is stopped first.
  func start(
    _ run: DeviceRun, _ session: Int, _ pacemaker: Pacemaker
  ) async throws(CaptureError) {
    await stop(session, pacemaker)
    let isMuted = try state.withLock { (state) throws(CaptureError) in
      guard state.sessions.contains(session) else {
        throw CaptureError(.aborted, device: address, "the session is closed")
      }
      if state.faults.contains(.unplugged) { throw Self.unplugged(address) }
      if state.faults.contains(.broken) { throw Self.broken(address) }
      state.runs[session] = run
      return state.faults.contains(.muted)
    }
    if isMuted { run.setMuted(true) }
    try pacemaker.add(run)
  }

  /// When this returns, the sink is called no more.
  func stop(_ session: Int, _ pacemaker: Pacemaker) async {
    guard let run = state.withLock({ $0.runs.removeValue(forKey: session) }) else { return }
    pacemaker.remove(run)
    await run.stop()
  }

  /// Stops, and gives the device back.
  func close(_ session: Int, _ pacemaker: Pacemaker) async {
    await stop(session, pacemaker)
    state.withLock { _ = $0.sessions.remove(session) }
  }

  /// The same for a session that is dropped, without waiting for a call to its sink.
  func drop(_ session: Int, _ pacemaker: Pacemaker) {
    let run = state.withLock { state in
      state.sessions.remove(session)
      return state.runs.removeValue(forKey: session)
    }
    guard let run else { return }
    pacemaker.remove(run)
    run.abandon()
  }

  func inject(_ fault: SyntheticFault) {
    let runs = state.withLock { state in
      state.faults.insert(fault)
      return state.runs.values
    }
    for run in runs {
      switch fault {
      case .unplugged: run.end(Self.unplugged(address))
      case .broken: run.end(Self.broken(address))
      case .muted: run.setMuted(true)
      case .busy, .notAllowed: break
      }
      run.settle()
    }
  }

  func clear(_ fault: SyntheticFault) {
    let runs = state.withLock { state in
      state.faults.remove(fault)
      return state.runs.values
    }
    for run in runs where fault == .muted {
      run.setMuted(false)
      run.settle()
    }
  }

  func damage(_ count: Int) {
    for run in state.withLock({ $0.runs.values }) { run.damage(count) }
  }
}
