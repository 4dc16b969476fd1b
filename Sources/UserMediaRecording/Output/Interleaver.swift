import UserMediaCore

/// Orders the chunks of several tracks by time, as containers require.
struct Interleaver {
  /// How long chunks wait, in microseconds, for a track that delivers nothing.
  private static let patience: Int64 = 2_000_000

  private var waiting: [[EncodedChunk]]
  private var hasEnded: [Bool]
  private var newest: Int64 = .min

  init(trackCount: Int) {
    waiting = Array(repeating: [], count: trackCount)
    hasEnded = Array(repeating: false, count: trackCount)
  }

  mutating func add(_ chunk: EncodedChunk, track: Int) {
    waiting[track].append(chunk)
    newest = max(newest, chunk.timestamp)
  }

  /// Nothing more will come from a track.
  mutating func end(track: Int) { hasEnded[track] = true }

  /// The next chunk in order; `nil` while one before it may still come.
  mutating func next() -> (chunk: EncodedChunk, track: Int)? {
    var best: Int?
    var isComplete = true
    for track in waiting.indices {
      guard let first = waiting[track].first else {
        if !hasEnded[track] { isComplete = false }
        continue
      }
      if let known = best, waiting[known][0].timestamp <= first.timestamp { continue }
      best = track
    }
    guard let best else { return nil }
    guard isComplete || waiting[best][0].timestamp < newest - Self.patience else { return nil }
    return (waiting[best].removeFirst(), best)
  }
}
