import Dispatch
import Synchronization
import UserMediaCore

/// What ``VideoEncoder`` and ``AudioEncoder`` share: WebCodecs' control message queue and states.
///
/// Messages run one after another on `queue`; outputs and errors are delivered there, too.
final class EncoderCore<Input: Sendable>: Sendable {
  private struct State {
    var codecState = CodecState.unconfigured
    var encoder: (any ChunkEncoder<Input>)?
    var queueSize = 0
    /// Increased by each reset: messages of earlier generations are dropped.
    var generation = 0
    var sequences: [AsyncStream<EncodedChunk>.Continuation] = []
  }

  private let state = Mutex(State())
  private let queue: DispatchQueue
  private let output: @Sendable (EncodedChunk) -> Void
  private let error: @Sendable (DOMException) -> Void

  init(
    label: String, output: @escaping @Sendable (EncodedChunk) -> Void,
    error: @escaping @Sendable (DOMException) -> Void
  ) {
    queue = DispatchQueue(label: label)
    self.output = output
    self.error = error
  }

  var codecState: CodecState { state.withLock { $0.codecState } }
  var queueSize: Int { state.withLock { $0.queueSize } }

  func configure(
    _ make: () throws(DOMException) -> any ChunkEncoder<Input>
  ) throws(DOMException) {
    try checkOpen()
    let encoder = try make()
    let old = state.withLock { state -> (any ChunkEncoder<Input>)? in
      guard state.codecState != .closed else { return encoder }
      state.codecState = .configured
      defer { state.encoder = encoder }
      // Chunks of the old configuration precede those of the new one.
      return state.encoder
    }
    if let old, old !== encoder {
      let generation = state.withLock { $0.generation }
      queue.async {
        self.perform(generation) { core throws(DOMException) in
          try old.flush(core.emit)
        }
      }
    }
  }

  func encode(_ input: Input, keyFrame: Bool) throws(DOMException) {
    try checkConfigured()
    let (encoder, generation) = state.withLock { state in
      state.queueSize += 1
      return (state.encoder, state.generation)
    }
    queue.async { [self] in
      state.withLock { state in
        if state.generation == generation { state.queueSize -= 1 }
      }
      perform(generation) { core throws(DOMException) in
        try encoder?.encode(input, keyFrame: keyFrame, core.emit)
      }
    }
  }

  /// Waits until everything that was queued has been output.
  func flush() async throws(DOMException) {
    try checkConfigured()
    let (encoder, generation) = state.withLock { ($0.encoder, $0.generation) }
    let isDone = await withCheckedContinuation { continuation in
      queue.async { [self] in
        perform(generation) { core throws(DOMException) in try encoder?.flush(core.emit) }
        continuation.resume(
          returning: state.withLock {
            $0.generation == generation && $0.codecState == .configured
          })
      }
    }
    guard isDone else {
      throw DOMException(.aborted, "the encoder was reset or closed before it was done")
    }
  }

  func reset() throws(DOMException) {
    try checkOpen()
    drop(.unconfigured)
  }

  func close() throws(DOMException) {
    try checkOpen()
    drop(.closed)
  }

  /// The chunks from now on.
  func sequence() -> AsyncStream<EncodedChunk> {
    let (stream, continuation) = AsyncStream.makeStream(of: EncodedChunk.self)
    let isClosed = state.withLock { state in
      if state.codecState != .closed { state.sequences.append(continuation) }
      return state.codecState == .closed
    }
    if isClosed { continuation.finish() }
    return stream
  }

  private func drop(_ next: CodecState) {
    let dropped = state.withLock { state in
      let dropped = (state.encoder, next == .closed ? state.sequences : [])
      state.codecState = next
      state.encoder = nil
      state.generation += 1
      state.queueSize = 0
      if next == .closed { state.sequences = [] }
      return dropped
    }
    for sequence in dropped.1 { sequence.finish() }
  }

  /// Runs a message, unless the encoder was reset since; an error closes the encoder.
  private func perform(
    _ generation: Int, _ message: (EncoderCore) throws(DOMException) -> Void
  ) {
    guard state.withLock({ $0.generation }) == generation else { return }
    do throws(DOMException) {
      try message(self)
    } catch {
      drop(.closed)
      self.error(error)
    }
  }

  private func emit(_ chunk: EncodedChunk) {
    output(chunk)
    for sequence in state.withLock({ $0.sequences }) { sequence.yield(chunk) }
  }

  private func checkOpen() throws(DOMException) {
    guard codecState != .closed else {
      throw DOMException(.invalidState, "the encoder is closed")
    }
  }

  private func checkConfigured() throws(DOMException) {
    let now = codecState
    guard now == .configured else {
      throw DOMException(.invalidState, "the encoder is \(now)")
    }
  }
}

/// What an encoder can do next (WebCodecs, `CodecState`).
public enum CodecState: String, Hashable, Sendable {
  /// It waits for `configure`.
  case unconfigured
  /// It encodes.
  case configured
  /// It was closed, or failed.
  case closed
}
