import CPulse
import UserMediaCore

/// A connection to a sound server and the thread that serves it. Every call of libpulse is in this
/// file.
///
/// "The lock needs to be held whenever you call any PulseAudio function that uses an object
/// associated with this main loop", and "events that are dispatched from the event loop thread are
/// executed with this lock held" (pulse/thread-mainloop.h, "Locking"). So everything that is not
/// `async` and not ``locked(_:)`` itself is called inside ``locked(_:)`` or inside a callback.
///
/// Unchecked, because all that changes is guarded by that lock.
final class PulseContext: @unchecked Sendable {
  /// The server for a person: its address, where one was given.
  let serverName: String
  /// The server's address; `nil` for the user's own.
  let server: String?
  /// How long connecting may take, and an answer.
  let timeout: Duration
  /// Runs tasks on the thread.
  let executor: MainloopExecutor
  private let loop: OpaquePointer
  private var context: OpaquePointer?
  /// Everybody who waits for the server: to be connected while it is not, else to answer.
  var waits: [PulseWait] = []
  /// Counts connections: a number that the server gave is worth nothing under another one.
  private(set) var epoch = 0
  /// Where the server of the latest connection listens, as libpulse writes it.
  private(set) var address: String?
  /// Whether the server tells what happens.
  private var isListening = false
  /// Told of each player and each source that the server gets.
  var onNews: (@Sendable (ServerNews) -> Void)?

  /// Starts the thread, and connects nothing yet. The object lives until ``shutDown()``.
  /// - Parameter server: as `PULSE_SERVER` has it; `nil` for libpulse's own choice.
  init(server: String?, timeout: Duration) throws(CaptureError) {
    serverName = server ?? "PulseAudio"
    executor = try MainloopExecutor(device: serverName)
    guard let loop = pa_threaded_mainloop_new() else {
      throw Self.internalError(call: "pa_threaded_mainloop_new", serverName)
    }
    pa_threaded_mainloop_set_name(loop, "UserMediaPulse")
    executor.listen(on: pa_threaded_mainloop_get_api(loop))
    guard pa_threaded_mainloop_start(loop) >= 0 else {
      pa_threaded_mainloop_free(loop)
      throw Self.internalError(call: "pa_threaded_mainloop_start", serverName)
    }
    self.server = server
    self.timeout = timeout
    self.loop = loop
    // Callbacks know the object by its bare address; shutDown() gives this reference back, when no
    // callback can come any more.
    _ = Unmanaged.passRetained(self)
  }

  /// Disconnects and ends the thread; nothing is connected any more afterwards.
  ///
  /// Waits for a callback that is running, so it must not be called from one.
  func shutDown() {
    locked { end(CaptureError(.aborted, device: serverName, "the driver is gone")) }
    pa_threaded_mainloop_stop(loop)
    executor.end()
    Unmanaged.passUnretained(self).release()
  }

  deinit { pa_threaded_mainloop_free(loop) }

  fileprivate var api: UnsafeMutablePointer<pa_mainloop_api> { pa_threaded_mainloop_get_api(loop) }

  /// The number under which the server knows the connection.
  var clientIndex: UInt32 { locked { context.map { pa_context_get_index($0) } ?? .max } }

  /// Runs `body` with the lock held; from any thread, and inside callbacks too.
  func locked<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // "This function may not be called inside the event loop thread" (pa_threaded_mainloop_lock).
    if pa_threaded_mainloop_in_thread(loop) != 0 { return try body() }
    pa_threaded_mainloop_lock(loop)
    defer { pa_threaded_mainloop_unlock(loop) }
    return try body()
  }

  /// What PulseAudio says of one of its error codes, as the failure of `device`.
  static func error(
    _ code: pa_error_code, call: String, device: String, _ message: String
  ) -> CaptureError {
    let number = Int32(bitPattern: code.rawValue)
    return CaptureError(
      CaptureError.Kind(code), device: device, message,
      cause: SystemCause(
        call: call, code: number, domain: .pulseAudio, text: String(cString: pa_strerror(number))))
  }

  /// A failure for want of memory or of threads.
  private static func internalError(call: String, _ server: String) -> CaptureError {
    error(PA_ERR_INTERNAL, call: call, device: server, "cannot begin")
  }

  /// Why the latest call of a connection failed, as the failure of `device`.
  fileprivate static func latestError(
    of context: OpaquePointer?, call: String, device: String, _ message: String
  ) -> CaptureError {
    let code = context.map { pa_error_code(UInt32(bitPattern: pa_context_errno($0))) }
    return error(code ?? PA_ERR_CONNECTIONTERMINATED, call: call, device: device, message)
  }
}

// MARK: - Waiting

extension PulseContext {
  /// Ends `wait` when `time` is over.
  func limit(_ wait: PulseWait, to time: Duration) {
    guard !wait.isFinished, let context else { return }
    wait.timeoutError = Self.error(
      PA_ERR_TIMEOUT, call: wait.call, device: wait.device, "the sound server is silent")
    // Unretained, because finishing frees the event, and nobody drops a wait that is not finished.
    let timer = pa_context_rttime_new(
      context, pa_rtclock_now() + pa_usec_t(time / .microseconds(1)),
      { _, _, _, data in
        Unmanaged<PulseWait>.fromOpaque(data!).takeUnretainedValue().timedOut()
      }, Unmanaged.passUnretained(wait).toOpaque())
    wait.atEnd { [api] in api.pointee.time_free(timer) }
  }

  /// Asks the server by `begin`, which is given the connection and `wait` as the data of callbacks.
  /// `wait` finishes when that and all else that it asked is done; when it ends before, what it
  /// asked is cancelled.
  private func ask(
    _ wait: PulseWait, _ begin: (OpaquePointer, UnsafeMutableRawPointer) -> OpaquePointer?
  ) {
    let data = Unmanaged.passUnretained(wait).toOpaque()
    guard let operation = context.flatMap({ begin($0, data) }) else {
      return refuse(wait, context, "the sound server cannot be asked")
    }
    wait.operationBegan()
    // The one callback that always comes, and comes last: a context that fails, and we, cancel
    // operations without their own callbacks.
    pa_operation_set_state_callback(
      operation,
      { operation, data in
        let wait = Unmanaged<PulseWait>.fromOpaque(data!).takeRetainedValue()
        if pa_operation_get_state(operation) == PA_OPERATION_DONE { wait.operationEnded() }
      }, Unmanaged.passRetained(wait).toOpaque())
    wait.atEnd {
      pa_operation_cancel(operation)
      pa_operation_unref(operation)
    }
  }
}

/// The wait behind the data of a callback.
private func asker<Wait: PulseWait>(_: Wait.Type, _ data: UnsafeMutableRawPointer?) -> Wait {
  Unmanaged<Wait>.fromOpaque(data!).takeUnretainedValue()
}

/// Ends a wait whose question could not be asked, or the server refused.
private func refuse(_ wait: PulseWait, _ context: OpaquePointer?, _ message: String) {
  wait.finish(
    .failure(
      PulseContext.latestError(of: context, call: wait.call, device: wait.device, message)))
}

// MARK: - The connection

extension PulseContext {
  /// Waits until the server is connected, which it may be already.
  func connect() async throws(CaptureError) {
    try await wait(PulseWait(), for: "pa_context_connect", device: serverName) { [self] wait in
      if let context, pa_context_get_state(context) == PA_CONTEXT_READY {
        return wait.finish(.success(()))
      }
      // An attempt that nobody waits for any more is over; the next one begins afresh.
      wait.atEnd { [unowned self] in
        if waits.isEmpty, let context, pa_context_get_state(context) != PA_CONTEXT_READY { close() }
      }
      if context == nil { open() }
    }
  }

  private func open() {
    guard let context = pa_context_new(api, nil) else {
      return end(Self.internalError(call: "pa_context_new", serverName))
    }
    self.context = context
    pa_context_set_state_callback(
      context,
      { _, data in
        Unmanaged<PulseContext>.fromOpaque(data!).takeUnretainedValue().stateChanged()
      }, Unmanaged.passUnretained(self).toOpaque())
    // No daemon is spawned: asking which microphones there are must not start a program, and
    // libpulse would fork this process, threads and all, and wait for the child. Where systemd
    // listens on the server's socket, connecting starts the server all the same.
    if pa_context_connect(context, server, PA_CONTEXT_NOAUTOSPAWN, nil) < 0 {
      end()
    }
  }

  private func stateChanged() {
    guard let context else { return }
    switch pa_context_get_state(context) {
    case PA_CONTEXT_READY:
      epoch += 1
      address = pa_context_get_server(context).map(String.init(cString:))
      listen(to: context)
      for wait in waits { wait.finish(.success(())) }
    case PA_CONTEXT_FAILED, PA_CONTEXT_TERMINATED: end()
    default: break
    }
  }

  /// The connection is over: everybody who waits hears why. (Streams hear it by their own state.)
  private func end(_ reason: CaptureError? = nil) {
    let error =
      reason
      ?? Self.latestError(
        of: context, call: "pa_context_connect", device: serverName, "no sound server")
    for wait in waits { wait.finish(.failure(error)) }
    let wasListening = isListening
    close()
    if wasListening { onNews?(.lost) }
  }

  private func close() {
    guard let context else { return }
    self.context = nil
    isListening = false
    pa_context_set_state_callback(context, nil, nil)
    pa_context_set_subscribe_callback(context, nil, nil)
    pa_context_disconnect(context)
    pa_context_unref(context)
  }
}

// MARK: - Sources

extension PulseContext {
  /// Asks for every source, what sound cards they are of, and which one is the default.
  func sources() async throws(CaptureError) -> SourceQuery {
    try await connect()
    let query = SourceQuery()
    try await wait(query, for: "pa_context_get_source_info_list", device: serverName) { [self] _ in
      ask(query) { pa_context_get_server_info($0, { asker(SourceQuery.self, $2).add($1) }, $1) }
      ask(query) { pa_context_get_source_info_list($0, Self.sourceArrived, $1) }
      ask(query) { pa_context_get_card_info_list($0, { asker(SourceQuery.self, $3).add($1) }, $1) }
    }
    return query
  }

  /// Throws unless the server has a source of that name.
  func checkSource(named name: String) async throws(CaptureError) {
    try await connect()
    let query = SourceQuery()
    try await wait(query, for: "pa_context_get_source_info_by_name", device: name) { [self] _ in
      ask(query) { pa_context_get_source_info_by_name($0, name, Self.sourceArrived, $1) }
    }
  }

  /// One source, or the end of the list, for a ``SourceQuery`` that its operation keeps alive.
  private static let sourceArrived: pa_source_info_cb_t = { context, info, endOfList, data in
    let query = asker(SourceQuery.self, data)
    if endOfList < 0 { refuse(query, context, "no such source") } else { query.add(info) }
  }
}

extension SourceInfo {
  /// What there is of a source's or a card's properties.
  static func properties(_ list: OpaquePointer?) -> [Property: String] {
    var result: [Property: String] = [:]
    for property in Property.allCases {
      result[property] = pa_proplist_gets(list, property.rawValue).map(String.init(cString:))
    }
    return result
  }
}

// MARK: - Modules, and who plays

extension PulseContext {
  private func listen(to context: OpaquePointer) {
    isListening = true
    pa_context_set_subscribe_callback(
      context,
      { _, event, _, data in
        guard let news = ServerNews(event) else { return }
        Unmanaged<PulseContext>.fromOpaque(data!).takeUnretainedValue().onNews?(news)
      }, Unmanaged.passUnretained(self).toOpaque())
    pa_context_subscribe(context, ServerNews.mask, nil, nil).map(pa_operation_unref)
  }

  /// What the server runs, and for whom.
  func inventory() async throws(CaptureError) -> Inventory {
    try await connect()
    let inventory = Inventory()
    try await wait(inventory, for: "pa_context_get_module_info_list", device: serverName) {
      [self] all in
      all.ownClient = clientIndex
      ask(all) { pa_context_get_server_info($0, { asker(Inventory.self, $2).add($1) }, $1) }
      ask(all) { pa_context_get_module_info_list($0, { asker(Inventory.self, $3).add($1) }, $1) }
      ask(all) { pa_context_get_client_info_list($0, { asker(Inventory.self, $3).add($1) }, $1) }
      ask(all) { pa_context_get_sink_info_list($0, { asker(Inventory.self, $3).add($1) }, $1) }
      ask(all) {
        pa_context_get_sink_input_info_list($0, { asker(Inventory.self, $3).add($1) }, $1)
      }
    }
    return inventory
  }

  /// Loads a module of the server.
  func loadModule(_ name: String, _ arguments: String) async throws(CaptureError) -> LoadedModule {
    try await connect()
    let load = ModuleLoad()
    try await wait(load, for: "pa_context_load_module", device: serverName) { [self] load in
      load.epoch = epoch
      ask(load) {
        pa_context_load_module(
          $0, name, arguments,
          { context, index, data in
            let load = asker(ModuleLoad.self, data)
            load.index = index
            if index == .max { refuse(load, context, "the module cannot be loaded") }
          }, $1)
      }
    }
    return LoadedModule(index: load.index, epoch: load.epoch)
  }

  /// Unloads a module, unless it went with its server.
  func unload(_ module: LoadedModule) async throws(CaptureError) {
    guard locked({ module.epoch == epoch && context != nil }) else { return }
    try await tell("pa_context_unload_module") {
      pa_context_unload_module($0, module.index, $1, $2)
    }
  }

  /// Lets a stream play into another sink.
  func move(player: UInt32, to sink: String) async throws(CaptureError) {
    try await tell("pa_context_move_sink_input_by_name") {
      pa_context_move_sink_input_by_name($0, player, sink, $1, $2)
    }
  }

  /// Waits until the server has done what `begin` asks of it.
  private func tell(
    _ call: String,
    _ begin:
      @Sendable (OpaquePointer, pa_context_success_cb_t, UnsafeMutableRawPointer)
      -> OpaquePointer?
  ) async throws(CaptureError) {
    try await wait(PulseWait(), for: call, device: serverName) { [self] wait in
      ask(wait) { begin($0, Self.succeeded, $1) }
    }
  }

  private static let succeeded: pa_context_success_cb_t = { context, success, data in
    if success == 0 { refuse(asker(PulseWait.self, data), context, "the sound server refuses") }
  }
}

// MARK: - Streams

extension PulseContext {
  /// Begins to record from the source of `stream`, which hears what becomes of it, and is kept
  /// alive until ``PulseStream/close()``.
  func record(
    _ spec: pa_sample_spec, fragmentSize: UInt32, for stream: RecordStream
  ) throws(CaptureError) -> PulseStream {
    var spec = spec
    // libpulse's own choice has no map for some numbers of channels; this one has for all.
    var map = pa_channel_map()
    pa_channel_map_init_extend(&map, UInt32(spec.channels), PA_CHANNEL_MAP_DEFAULT)
    guard let context, let pointer = pa_stream_new(context, "UserMedia", &spec, &map) else {
      throw Self.latestError(
        of: context, call: "pa_stream_new", device: stream.device, "cannot record")
    }
    let result = PulseStream(pointer, of: self, for: stream)
    // The rest the server chooses, "which is recommended" (pulse/def.h, pa_buffer_attr).
    var attributes = pa_buffer_attr(
      maxlength: .max, tlength: .max, prebuf: .max, minreq: .max, fragsize: fragmentSize)
    // A stream that the server moves to another source would be another microphone under the same
    // track, whose "source must never change" (Media Capture and Streams, getUserMedia).
    let flags =
      pa_stream_flags_t(PA_STREAM_ADJUST_LATENCY.rawValue | PA_STREAM_DONT_MOVE.rawValue)
    if pa_stream_connect_record(pointer, stream.source, &attributes, flags) < 0 {
      let error = result.error(call: "pa_stream_connect_record", "cannot record")
      result.close()
      throw error
    }
    return result
  }
}

/// A record stream of libpulse, used with the lock held, until ``close()``.
struct PulseStream {
  private let stream: OpaquePointer
  private let owner: Unmanaged<RecordStream>
  private let context: PulseContext
  /// Goes off when sound does not come that is expected.
  private let alarm: OpaquePointer

  fileprivate init(_ stream: OpaquePointer, of context: PulseContext, for owner: RecordStream) {
    self.stream = stream
    self.context = context
    self.owner = Unmanaged.passRetained(owner)
    alarm = pa_context_rttime_new(
      pa_stream_get_context(stream), .max, { Self.owner($3).soundStayedAway() },
      self.owner.toOpaque())
    listen(self.owner.toOpaque())
  }

  /// Tells the owner of what happens, or with `nil` nobody any more.
  private func listen(_ data: UnsafeMutableRawPointer?) {
    let on = data != nil
    pa_stream_set_state_callback(stream, on ? { Self.owner($1).stateChanged() } : nil, data)
    pa_stream_set_read_callback(stream, on ? { Self.owner($2).soundArrived() } : nil, data)
    pa_stream_set_latency_update_callback(
      stream, on ? { Self.owner($1).timingArrived() } : nil, data)
    pa_stream_set_suspended_callback(stream, on ? { Self.owner($1).updateMuted() } : nil, data)
    pa_stream_set_moved_callback(stream, on ? { Self.owner($1).moved() } : nil, data)
  }

  private static func owner(_ data: UnsafeMutableRawPointer?) -> RecordStream {
    Unmanaged<RecordStream>.fromOpaque(data!).takeUnretainedValue()
  }

  /// Ends the stream; its owner hears nothing more. Used once, and last.
  func close() {
    listen(nil)
    context.api.pointee.time_free(alarm)
    pa_stream_disconnect(stream)
    pa_stream_unref(stream)
    owner.release()
  }

  /// Why the stream failed.
  func error(call: String, _ message: String) -> CaptureError {
    PulseContext.latestError(
      of: pa_stream_get_context(stream), call: call,
      device: owner.takeUnretainedValue().device, message)
  }

  /// Whether it is over because the connection is.
  var isServerLost: Bool { pa_context_get_state(pa_stream_get_context(stream)) != PA_CONTEXT_READY }
  /// Whether it is still being made, runs, or is over.
  var state: pa_stream_state { pa_stream_get_state(stream) }
  /// Whether its source is suspended.
  var isSuspended: Bool { pa_stream_is_suspended(stream) > 0 }
  /// The source that it really records from.
  var deviceName: String? { pa_stream_get_device_name(stream).map(String.init(cString:)) }
  /// The samples that the server really gives.
  var sampleSpec: pa_sample_spec { pa_stream_get_sample_spec(stream).pointee }
  /// Bytes that the server sends at once.
  var fragmentSize: Int { Int(pa_stream_get_buffer_attr(stream).pointee.fragsize) }
  /// Bytes that have come and are not dropped yet, holes included.
  var readableSize: Int {
    let size = pa_stream_readable_size(stream)
    return size == .max ? 0 : size
  }

  /// The oldest piece of what has come.
  enum Piece {
    /// Bytes, valid until ``drop()``.
    case sound(UnsafeRawBufferPointer)
    /// So many bytes that the server lost.
    case hole(Int)
  }

  /// The oldest piece of what has come; `nil` when there is none.
  func peek() -> Piece? {
    var data: UnsafeRawPointer?
    var count = 0
    guard pa_stream_peek(stream, &data, &count) >= 0, count > 0 else { return nil }
    return data.map { .sound(UnsafeRawBufferPointer(start: $0, count: count)) } ?? .hole(count)
  }

  /// Goes on to the next piece.
  func drop() { pa_stream_drop(stream) }

  /// Asks the server for its clocks; the owner hears of the answer.
  func askForTiming() {
    pa_stream_update_timing_info(stream, nil, nil).map(pa_operation_unref)
  }

  /// Has the owner told when this is not called again in time: in twice what an answer may take,
  /// and one delivery more.
  func expectSound() {
    let delivery = pa_bytes_to_usec(UInt64(fragmentSize), pa_stream_get_sample_spec(stream))
    let time = pa_rtclock_now() + 2 * pa_usec_t(context.timeout / .microseconds(1)) + delivery
    pa_context_rttime_restart(pa_stream_get_context(stream), alarm, time)
  }

  /// What the server last said of its clocks; `nil` when it has not yet.
  var timing: pa_timing_info? { pa_stream_get_timing_info(stream)?.pointee }
}
