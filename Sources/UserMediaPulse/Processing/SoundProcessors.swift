import UserMediaCore

/// Manages the server modules that process sound for this program. Each is loaded for the first
/// session that needs it, shared by sessions that need the same, and unloaded after the last.
///
/// The module is PulseAudio's module-echo-cancel, whose WebRTC library also does noise suppression
/// and gain control. It cancels the echo of what is played to a sink of its own, so playback is
/// routed through that sink meanwhile (``routePlayback()``). Without echo cancellation, playback
/// isn't rerouted.
actor SoundProcessors {
  /// A session's use of a processor.
  struct Lease: Sendable {
    fileprivate let id: Int
    fileprivate let user: Int
    /// The source with the processed sound.
    let source: String
  }

  struct Processor {
    let id: Int
    let source: String
    let processing: AudioProcessing
    let name: ProcessorName
    let epoch: Int
    let loading: Task<Result<LoadedModule, CaptureError>, Never>
    /// Its users' callbacks for changes of its device.
    var users: [Int: @Sendable (DeviceUpdate) -> Void] = [:]
    /// The sink to which it passes on playback, once it is loaded.
    var output: String?

    var sink: String { name.sink }
    var isCanceller: Bool { processing.echoCancellation && output != nil }
  }

  let context: PulseContext
  var processors: [Processor] = []
  /// The names of modules that are loaded or being loaded.
  var names: Set<ProcessorName> = []
  private var count = 0
  let routing = CoalescedWork()
  let reporting = CoalescedWork()
  private var lastChange: Task<Void, Never>?
  /// Whether the server can process sound, once that has been tried.
  var probe: (epoch: Int, result: Task<Bool, Never>)?

  init(_ context: PulseContext) {
    self.context = context
  }

  /// Acquires a processor for a source, and waits until it is loaded; undoes everything on failure.
  /// `onChange` is called with the state of the source (``reportDevices()``).
  func acquire(
    _ processing: AudioProcessing, of source: String,
    onChange: @escaping @Sendable (DeviceUpdate) -> Void
  ) async throws(CaptureError) -> Lease {
    try await context.connect()
    let epoch = context.locked { context.epoch }
    let known = processors.firstIndex {
      $0.source == source && $0.processing == processing && $0.epoch == epoch
    }
    let index = known ?? add(processing, of: source, epoch)
    let processor = processors[index]
    count += 1
    processors[index].users[count] = onChange
    let lease = Lease(id: processor.id, user: count, source: processor.name.text)
    do {
      _ = try await processor.loading.value.get()
      return lease
    } catch {
      await release(lease)
      throw error
    }
  }

  /// Releases a processor.
  func release(_ lease: Lease) async {
    guard let index = processors.firstIndex(where: { $0.id == lease.id }) else { return }
    processors[index].users[lease.user] = nil
    if processors[index].users.isEmpty { await remove(at: index) }
  }

  /// Discards a processor that has failed, so that the next request loads another one.
  func discard(_ lease: Lease) async {
    if let index = processors.firstIndex(where: { $0.id == lease.id }) { await remove(at: index) }
  }

  private func remove(at index: Int) async {
    let processor = processors.remove(at: index)
    await Task { await end(processor) }.value
  }

  func end(_ processor: Processor) async {
    // It may still be loading.
    guard case .success(let module) = await processor.loading.value else { return }
    if processor.isCanceller, let output = processor.output {
      for index in processors.indices where processors[index].output == processor.sink {
        processors[index].output = output
      }
      // Moves all streams: PulseAudio unloads a module whose sink is removed, and rescues only the
      // streams of programs.
      await moveSinkInputs(from: [processor.sink], to: output) { _ in true }
    }
    await unload(module, processor.name)
    if processor.isCanceller { await routePlayback() }
  }

  private func add(
    _ processing: AudioProcessing, of source: String, _ epoch: Int
  ) -> Int {
    count += 1
    let name = newName()
    let id = count
    // A separate task: we keep track of what the server is asked to load even if the caller gives
    // up.
    let loading = Task { await load(processing, of: source, name, id: id) }
    processors.append(
      Processor(
        id: id, source: source, processing: processing, name: name, epoch: epoch, loading: loading))
    return processors.endIndex - 1
  }

  private func load(
    _ processing: AudioProcessing, of source: String, _ name: ProcessorName, id: Int
  ) async -> Result<LoadedModule, CaptureError> {
    do throws(CaptureError) {
      let inventory = try await context.inventory()
      await sweep(inventory)
      // A canceller whose device was removed is gone as well, perhaps before its event arrives.
      let newest = processors.last { $0.isCanceller && inventory.sinks[$0.sink] != nil }?.sink
      let through = processing.echoCancellation ? newest : nil
      guard let sink = through ?? inventory.server.loudspeaker else {
        throw CaptureError(
          .unsupported, device: source, "there is no loudspeaker whose echo could be cancelled")
      }
      let arguments = EchoCancelArguments(
        name: name, source: source, sink: sink, processing: processing,
        isPipeWire: inventory.server.isPipeWire)
      let module = try await load("module-echo-cancel", arguments.text, name)
      guard let index = processors.firstIndex(where: { $0.id == id }) else {
        return .success(module)
      }
      processors[index].output = sink
      await routePlayback()
      return .success(module)
    } catch {
      names.remove(name)
      return .failure(error)
    }
  }

  /// Loads a module with the given name.
  func load(
    _ module: String, _ arguments: String, _ name: ProcessorName
  ) async throws(CaptureError) -> LoadedModule {
    let loading = ModulesAtExit.add(name, of: context) {
      change { [context] () async -> Result<LoadedModule, CaptureError> in
        do throws(CaptureError) {
          return .success(try await context.loadModule(module, arguments))
        } catch {
          return .failure(error)
        }
      }
    }
    do throws(CaptureError) {
      guard let loading else {
        throw CaptureError(.aborted, device: context.serverName, "the program ends")
      }
      return try await loading.value.get()
    } catch {
      // If it is loaded too late, the next sweep unloads it.
      forget(name)
      throw error
    }
  }

  /// Changes the server's modules, one change at a time: PipeWire 0.3.65 crashed when it linked and
  /// unlinked several at once.
  private func change<Result: Sendable>(
    _ body: @escaping @Sendable () async -> Result
  ) -> Task<Result, Never> {
    let previous = lastChange
    // A separate task, because a cancelled one can't wait for the server.
    let task = Task {
      await previous?.value
      return await body()
    }
    lastChange = Task { _ = await task.value }
    return task
  }

  /// Unloads a module and releases its name.
  func unload(_ module: LoadedModule, _ name: ProcessorName) async {
    // A module that can't be unloaded now is swept later, because its name is released.
    await change { [context] in try? await context.unload(module) }.value
    forget(name)
  }

  private func forget(_ name: ProcessorName) {
    ModulesAtExit.remove(name, of: context)
    names.remove(name)
  }

  /// Creates a name for a new module.
  func newName() -> ProcessorName {
    count += 1
    let name = ProcessorName(client: context.clientIndex, number: count)
    names.insert(name)
    return name
  }
}
