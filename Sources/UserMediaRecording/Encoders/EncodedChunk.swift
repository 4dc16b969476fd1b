public import UserMediaCore

/// A compressed picture or packet of audio (WebCodecs, `EncodedVideoChunk` and
/// `EncodedAudioChunk`).
///
/// Copies of the value share the memory, which is reused once the last copy is released.
public struct EncodedChunk: Sendable {
  /// Whether a chunk depends on others.
  public enum ChunkType: String, Hashable, Sendable {
    /// The chunk can be decoded on its own.
    case key
    /// The chunk needs those since the last key chunk.
    case delta
  }

  /// Whether the chunk depends on others; audio never does.
  public let type: ChunkType
  /// The presentation time in microseconds, on the clock of the data that was encoded.
  public let timestamp: Int64
  /// The duration in microseconds; `nil` if it is unknown.
  public let duration: Int64?
  /// The size in bytes.
  public let byteLength: Int
  private let buffer: FrameBuffer

  /// Takes a buffer whose first `byteLength` bytes are the chunk.
  package init(
    type: ChunkType, timestamp: Int64, duration: Int64?, byteLength: Int, buffer: FrameBuffer
  ) {
    self.type = type
    self.timestamp = timestamp
    self.duration = duration
    self.byteLength = byteLength
    self.buffer = buffer
  }

  /// Copies `bytes` to memory from a pool.
  package init(
    type: ChunkType, timestamp: Int64, duration: Int64?, bytes: UnsafeRawBufferPointer,
    pool: BufferPool
  ) {
    // Chunks vary in size: rounded up, so that the pool's buffers soon fit all of them.
    let room = max(bytes.count, 1024) - 1
    let buffer = pool.take(byteCount: 1 << (Int.bitWidth - room.leadingZeroBitCount))
    buffer.regions[0].mutableBytes.copyMemory(from: bytes)
    self.init(
      type: type, timestamp: timestamp, duration: duration, byteLength: bytes.count,
      buffer: buffer)
  }

  /// Calls `body` with the chunk's bytes.
  public func withBytes<Result, Failure: Error>(
    _ body: (RawSpan) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(unsafeBytes.bytes)
  }

  /// Copies the chunk to the caller's memory (WebCodecs, `copyTo`).
  /// - Throws: `TypeError` if the destination is too small.
  public func copy(to destination: UnsafeMutableRawBufferPointer) throws(TypeError) {
    guard destination.count >= byteLength else {
      throw TypeError("the destination has \(destination.count) bytes, \(byteLength) are needed")
    }
    destination.copyMemory(from: unsafeBytes)
  }

  /// The chunk's memory, valid while the value is held.
  package var unsafeBytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: buffer.regions[0].bytes[..<byteLength])
  }
}

/// A compressed picture (WebCodecs, `EncodedVideoChunk`).
public typealias EncodedVideoChunk = EncodedChunk
/// A packet of compressed audio (WebCodecs, `EncodedAudioChunk`).
public typealias EncodedAudioChunk = EncodedChunk
