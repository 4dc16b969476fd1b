import UserMediaCore

/// The modules of a server that process sound for this program: each is loaded for the first
/// session that asks for it, shared by all that ask for the same, and unloaded with the last.
///
/// They are PulseAudio's module-echo-cancel, whose WebRTC library suppresses noise and controls the
/// gain too. What it takes out of the sound is what is played into a sink of its own, so that
/// everything that plays through the loudspeaker is led through that sink meanwhile
/// (``leadPlayers()``); without echo cancellation nothing is, and nothing is taken out.
actor SoundProcessors {
  /// A session's hold on a processor.
  struct Lease: Sendable {
    fileprivate let id: Int
    fileprivate let user: Int
    /// The source that has the processed sound.
    let source: String
  }

  struct Processor {
    let id: Int
    let source: String
    let processing: AudioProcessing
    let name: ProcessorName
    let epoch: Int
    let loading: Task<Result<LoadedModule, CaptureError>, Never>
    /// Who uses it, and is told of its source.
    var users: [Int: @Sendable (DeviceNews) -> Void] = [:]
    /// Where it plays what was led through it, once it is loaded.
    var output: String?

    var sink: String { name.sink }
    var isCanceller: Bool { processing.echoCancellation && output != nil }
  }

  let context: PulseContext
  var processors: [Processor] = []
  /// Names of modules that are loaded or about to be.
  var names: Set<ProcessorName> = []
  private var count = 0
  let leading = RepeatedWork()
  let telling = RepeatedWork()
  private var lastChange: Task<Void, Never>?
  /// Whether the server can process sound, as far as it was asked.
  var probe: (epoch: Int, result: Task<Bool, Never>)?

  init(_ context: PulseContext) {
    self.context = context
  }

  /// Starts to use the processor of a source, and waits until it is loaded; what was begun is
  /// undone when that fails. `onChange` is told now and then of the source (``tellOfDevices()``).
  func acquire(
    _ processing: AudioProcessing, of source: String,
    onChange: @escaping @Sendable (DeviceNews) -> Void
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

  /// Uses a processor no more.
  func release(_ lease: Lease) async {
    guard let index = processors.firstIndex(where: { $0.id == lease.id }) else { return }
    processors[index].users[lease.user] = nil
    if processors[index].users.isEmpty { await remove(at: index) }
  }

  /// Forgets a processor that is gone, so that the next to ask is given another one.
  func discard(_ lease: Lease) async {
    if let index = processors.firstIndex(where: { $0.id == lease.id }) { await remove(at: index) }
  }

  private func remove(at index: Int) async {
    let processor = processors.remove(at: index)
    await Task { await end(processor) }.value
  }

  func end(_ processor: Processor) async {
    // It may still be on its way.
    guard case .success(let module) = await processor.loading.value else { return }
    if processor.isCanceller, let output = processor.output {
      for index in processors.indices where processors[index].output == processor.sink {
        processors[index].output = output
      }
      // All of them: PulseAudio ends a module whose sink goes, and rescues only what programs play.
      await movePlayers(from: [processor.sink], to: output) { _ in true }
    }
    await unload(module, processor.name)
    if processor.isCanceller { await leadPlayers() }
  }

  private func add(
    _ processing: AudioProcessing, of source: String, _ epoch: Int
  ) -> Int {
    count += 1
    let name = newName()
    let id = count
    // A task of its own: what is asked of the server is known to us even when the caller gives up.
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
      // One whose device went is gone as well, perhaps before we hear of it.
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
      await leadPlayers()
      return .success(module)
    } catch {
      names.remove(name)
      return .failure(error)
    }
  }

  /// Loads a module that bears `name`.
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
      // Should it come too late, it is swept.
      forget(name)
      throw error
    }
  }

  /// Changes the server's modules, one change after another: a server that links and unlinks
  /// several at once is one that may crash (seen with PipeWire 0.3.65).
  private func change<Result: Sendable>(
    _ body: @escaping @Sendable () async -> Result
  ) -> Task<Result, Never> {
    let previous = lastChange
    // A task of its own, because one that is cancelled cannot wait for the server.
    let task = Task {
      await previous?.value
      return await body()
    }
    lastChange = Task { _ = await task.value }
    return task
  }

  /// Unloads a module, and gives its name back.
  func unload(_ module: LoadedModule, _ name: ProcessorName) async {
    // What cannot be unloaded now is swept later, because its name is forgotten.
    await change { [context] in try? await context.unload(module) }.value
    forget(name)
  }

  private func forget(_ name: ProcessorName) {
    ModulesAtExit.remove(name, of: context)
    names.remove(name)
  }

  /// A name for a module to be loaded.
  func newName() -> ProcessorName {
    count += 1
    let name = ProcessorName(client: context.clientIndex, number: count)
    names.insert(name)
    return name
  }
}
