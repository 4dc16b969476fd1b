import Glibc
public import UserMediaCore

/// Writes interleaved audio to a WAV file.
///
/// The first chunk of audio determines the format. In a regular file the header's lengths are
/// updated after every chunk, so that the file is always valid; in a pipe they say "unknown".
/// Beyond 4 GB the file becomes an RF64 (EBU Tech 3306), for which the header reserves space.
public struct WAVWriter: ~Copyable {
  private var file: OutputFile
  private var header: WAVHeader?
  /// The number of bytes of samples written so far.
  public private(set) var dataByteCount = 0

  /// Creates the file, or opens an existing one, which keeps its contents until the first write.
  /// `-` is standard output. A new file is removed if no audio is written to it.
  /// - Throws: `NotFoundError`, `NotAllowedError` or `OperationError`, with the cause.
  public init(path: String) throws(DOMException) {
    self.init(try OutputFile(path: path))
  }

  /// Creates a writer that has written nothing yet.
  package init(_ file: consuming OutputFile) {
    self.file = file
  }

  /// Writes one chunk of audio.
  /// - Throws: `QuotaExceededError` if the disk is full, `AbortError` if the pipe's reader has gone
  ///   away, otherwise `OperationError`: the file then contains what was written before.
  ///   `NotSupportedError` if the audio is planar; `InvalidStateError` if its format differs from
  ///   that of the first chunk.
  public mutating func write(_ sound: AudioData) throws(DOMException) {
    guard let sample = WAVSample(sound.format) else {
      throw DOMException(.notSupported, "planar audio cannot be WAV: \(sound.format.rawValue)")
    }
    let new = WAVHeader(
      sample: sample, sampleRate: sound.sampleRate, channelCount: sound.numberOfChannels)
    guard header ?? new == new else {
      throw DOMException(.invalidState, "\(file.name) has audio in another format")
    }
    if header == nil { try file.empty() }
    let start = header == nil ? new.bytes(dataByteCount: file.isRegular ? 0 : nil) : []
    try append(start, sound.unsafeBytes)
    header = new
    dataByteCount += sound.byteCount
    if file.isRegular { try patchHeader(new) }
  }

  /// Writes a prefix, if any, and samples at the end of the file.
  private mutating func append(
    _ start: [UInt8], _ samples: UnsafeRawBufferPointer
  ) throws(DOMException) {
    let end = header == nil ? 0 : WAVHeader.byteCount + dataByteCount
    let result = start.withUnsafeBytes { start in
      withUnsafeTemporaryAllocation(of: iovec.self, capacity: 2) { pieces in
        pieces[0] = iovec(start)
        pieces[1] = iovec(samples)
        return Result { () throws(DOMException) in try file.append(pieces, after: end) }
      }
    }
    try result.get()
  }

  private func patchHeader(_ header: WAVHeader) throws(DOMException) {
    let result = header.bytes(dataByteCount: dataByteCount).withUnsafeBytes { bytes in
      Result { () throws(DOMException) in try file.write(bytes, at: 0) }
    }
    try result.get()
  }

  /// Closes the file, padding an odd number of bytes.
  public consuming func finish() throws(DOMException) {
    if dataByteCount % 2 == 1 { try append([0], UnsafeRawBufferPointer(start: nil, count: 0)) }
    try file.close()
  }
}
