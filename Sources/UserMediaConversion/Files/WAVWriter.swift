import Glibc
public import UserMediaCore

/// Writes interleaved sound as WAV.
///
/// The first piece decides the format. In a regular file the lengths in the header are put right
/// after every piece, so that the file is valid whenever the program ends; in a pipe they say
/// "unknown". Beyond 4 GB the file becomes an RF64 (EBU Tech 3306), for which the header has room.
public struct WAVWriter: ~Copyable {
  private var file: OutputFile
  private var header: WAVHeader?
  /// Bytes of samples that were written whole.
  public private(set) var dataByteCount = 0

  /// Creates the file, or opens one that is there, whose contents stay until the first sound is
  /// written; `-` is standard output. A new file that no sound was written to is removed again.
  /// - Throws: `NotFoundError`, `NotAllowedError` or `OperationError`, with the cause.
  public init(path: String) throws(DOMException) {
    self.init(try OutputFile(path: path))
  }

  /// A writer that has written nothing yet.
  package init(_ file: consuming OutputFile) {
    self.file = file
  }

  /// Writes one piece of sound.
  /// - Throws: `QuotaExceededError` when the disk is full, `AbortError` when nobody reads the pipe
  ///   any more, else `OperationError`: the file then has what was written before. `NotSupportedError`
  ///   when the channels lie in planes, `InvalidStateError` when the format is not that of the first
  ///   piece.
  public mutating func write(_ sound: AudioData) throws(DOMException) {
    guard let sample = WAVSample(sound.format) else {
      throw DOMException(.notSupported, "WAV files have no planes: \(sound.format.rawValue)")
    }
    let new = WAVHeader(
      sample: sample, sampleRate: sound.sampleRate, channelCount: sound.numberOfChannels)
    guard header ?? new == new else {
      throw DOMException(.invalidState, "\(file.name) has sound of another format")
    }
    if header == nil { try file.empty() }
    let start = header == nil ? new.bytes(dataByteCount: file.isRegular ? 0 : nil) : []
    try append(start, sound.unsafeBytes)
    header = new
    dataByteCount += sound.byteCount
    if file.isRegular { try patchHeader(new) }
  }

  /// Writes what stands before samples, if anything, and samples behind what is there.
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

  /// Closes the file; samples that end at an odd byte are padded.
  public consuming func finish() throws(DOMException) {
    if dataByteCount % 2 == 1 { try append([0], UnsafeRawBufferPointer(start: nil, count: 0)) }
    try file.close()
  }
}
