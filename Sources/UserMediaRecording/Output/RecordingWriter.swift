import Dispatch
import Synchronization
package import UserMediaCore

/// Writes the chunks of several encoders to one container, on a queue of its own.
///
/// The header is written once every track is described, and until then chunks wait.
package final class RecordingWriter: Sendable {
  private enum Message {
    case chunk(EncodedChunk, Int)
    case description(EncodedTrack, Int)
    case end(Int)
  }

  private struct Inbox {
    var messages: [Message] = []
    /// Empty, but with the memory of messages that were handled.
    var spare: [Message] = []
    /// The bytes of all chunks that are not yet with the muxer.
    var byteCount = 0
    var item: DispatchWorkItem?
  }

  /// What only the writer's queue uses.
  private final class Confined: @unchecked Sendable {
    var descriptions: [EncodedTrack?]
    var interleaver: Interleaver
    var muxer: (any Muxer)?
    var failure: DOMException?
    /// The end of the last chunk that was written, in microseconds.
    var end: Int64 = 0

    init(trackCount: Int) {
      descriptions = Array(repeating: nil, count: trackCount)
      interleaver = Interleaver(trackCount: trackCount)
    }
  }

  private let inbox = Mutex(Inbox())
  private let confined: Confined
  private let queue = DispatchQueue(label: "UserMedia.recording.writer")
  private let makeMuxer: @Sendable ([EncodedTrack]) throws(DOMException) -> any Muxer
  private let failed: @Sendable (DOMException) -> Void

  /// - Parameters:
  ///   - makeMuxer: called once all tracks are described.
  ///   - failed: called once, on the writer's queue, if writing fails; the rest is then discarded.
  package init(
    trackCount: Int,
    makeMuxer: @escaping @Sendable ([EncodedTrack]) throws(DOMException) -> any Muxer,
    failed: @escaping @Sendable (DOMException) -> Void
  ) {
    self.makeMuxer = makeMuxer
    self.failed = failed
    confined = Confined(trackCount: trackCount)
    // One work item for all chunks, so that none of them allocates.
    inbox.withLock { $0.item = DispatchWorkItem { [weak self] in self?.drain() } }
  }

  /// The bytes of all chunks that wait to be written.
  package var backlog: Int { inbox.withLock { $0.byteCount } }

  /// Says what a track contains.
  package func describe(_ description: EncodedTrack, track: Int) {
    post(.description(description, track), byteCount: 0)
  }

  /// Adds a chunk of a track.
  package func add(_ chunk: EncodedChunk, track: Int) {
    post(.chunk(chunk, track), byteCount: chunk.byteLength)
  }

  /// Nothing more comes from a track.
  package func end(track: Int) { post(.end(track), byteCount: 0) }

  private func post(_ message: Message, byteCount: Int) {
    let item = inbox.withLock { inbox -> DispatchWorkItem? in
      inbox.messages.append(message)
      inbox.byteCount += byteCount
      return inbox.messages.count == 1 ? inbox.item : nil
    }
    if let item { queue.async(execute: item) }
  }

  /// Writes whole clusters or fragments of everything so far, then calls `body` on the writer's
  /// queue with the time up to which data is written, in microseconds.
  package func flush(_ body: @escaping @Sendable (Int64) -> Void) {
    queue.async { [self] in
      drain()
      attempt { muxer throws(DOMException) in try muxer.flush() }
      body(confined.end)
    }
  }

  /// Completes the container, then calls `body` on the writer's queue with the first failure, if
  /// any.
  package func finish(_ body: @escaping @Sendable (DOMException?) -> Void) {
    queue.async { [self] in
      drain()
      for track in confined.descriptions.indices { confined.interleaver.end(track: track) }
      write()
      let failure = confined.failure
      // After a failure, too: lengths and index of what was written still fit into the file.
      let muxer = confined.muxer.take()
      do throws(DOMException) {
        try muxer?.finish()
        body(failure)
      } catch {
        body(failure ?? error)
      }
      // A later message must not create another muxer.
      inbox.withLock { $0.item = nil }
    }
  }

  private func drain() {
    var batch = inbox.withLock { inbox in
      defer { (inbox.messages, inbox.spare) = (inbox.spare, []) }
      return inbox.messages
    }
    for message in batch {
      switch message {
      case .chunk(let chunk, let track): confined.interleaver.add(chunk, track: track)
      case .description(let description, let track):
        confined.descriptions[track] = confined.descriptions[track] ?? description
      case .end(let track): confined.interleaver.end(track: track)
      }
    }
    batch.removeAll(keepingCapacity: true)
    inbox.withLock { [batch] inbox in inbox.spare = batch }
    write()
  }

  private func write() {
    if confined.muxer == nil, confined.failure == nil {
      let descriptions = confined.descriptions.compactMap { $0 }
      guard descriptions.count == confined.descriptions.count else { return }
      do throws(DOMException) {
        confined.muxer = try makeMuxer(descriptions)
      } catch {
        fail(error)
      }
    }
    while let (chunk, track) = confined.interleaver.next() {
      inbox.withLock { $0.byteCount -= chunk.byteLength }
      attempt { muxer throws(DOMException) in try muxer.write(chunk, track: track) }
      confined.end = max(confined.end, chunk.timestamp + (chunk.duration ?? 0))
    }
  }

  private func attempt(_ body: (any Muxer) throws(DOMException) -> Void) {
    guard confined.failure == nil, let muxer = confined.muxer else { return }
    do throws(DOMException) {
      try body(muxer)
    } catch {
      fail(error)
    }
  }

  private func fail(_ error: DOMException) {
    confined.failure = error
    failed(error)
  }
}
