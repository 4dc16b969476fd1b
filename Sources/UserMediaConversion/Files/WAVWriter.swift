public import UserMediaCore

/// Writes interleaved sound as WAV.
///
/// The first piece decides the format. In a regular file the lengths in the header are put right
/// after every piece, so that the file is valid whenever the program ends; in a pipe they say
/// "unknown". Beyond 4 GB the file becomes an RF64 (EBU Tech 3306), for which the header has room.
public struct WAVWriter: ~Copyable {
  private let file: OutputFile
  private var format: Format?
  private var header: [UInt8] = []
  /// Bytes of samples that were written whole.
  public private(set) var dataByteCount = 0

  private struct Format: Equatable {
    var sample: WAVSample
    var sampleRate: Int
    var channelCount: Int

    var frameByteCount: Int { sample.byteCount * channelCount }
  }

  /// Creates the file, or empties one that is there; `-` is standard output.
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
  ///   any more, else `OperationError`; `NotSupportedError` when the channels lie in planes,
  ///   `InvalidStateError` when the format is not that of the first piece.
  public mutating func write(_ sound: AudioData) throws(DOMException) {
    guard let sample = WAVSample(sound.format) else {
      throw DOMException(.notSupported, "WAV files have no planes: \(sound.format.rawValue)")
    }
    let new = Format(
      sample: sample, sampleRate: sound.sampleRate, channelCount: sound.numberOfChannels)
    if format == nil {
      format = new
      header = Self.header(new, dataByteCount: file.isRegular ? 0 : nil)
      try write(header)
    }
    guard format == new else {
      throw DOMException(.invalidState, "\(file.name) has sound of another format")
    }
    do throws(DOMException) {
      try file.write(sound.unsafeBytes)
    } catch {
      if file.isRegular { try file.truncate(to: header.count + dataByteCount) }
      throw error
    }
    dataByteCount += sound.byteCount
    if file.isRegular { try patchHeader(new) }
  }

  private func write(_ bytes: [UInt8]) throws(DOMException) {
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(DOMException) in try file.write(bytes) }
    }
    try result.get()
  }

  private func patchHeader(_ format: Format) throws(DOMException) {
    let header = Self.header(format, dataByteCount: dataByteCount)
    let result = header.withUnsafeBytes { bytes in
      Result { () throws(DOMException) in try file.write(bytes, at: 0) }
    }
    try result.get()
  }

  /// Closes the file; samples that end at an odd byte are padded.
  public consuming func finish() throws(DOMException) {
    if dataByteCount % 2 == 1 { try write([0]) }
    try file.close()
  }

  /// The header of a file with so many bytes of samples, always of the same length; `nil` says
  /// "unknown".
  private static func header(_ format: Format, dataByteCount: Int?) -> [UInt8] {
    var header: [UInt8] = []
    func append(_ name: StaticString) { name.withUTF8Buffer { header += $0 } }
    func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { header += $0 }
    }
    let riffByteCount = dataByteCount.map { $0 + $0 % 2 + headerByteCount - 8 }
    let isLarge = riffByteCount.map { $0 >= UInt32.max } ?? false
    append(isLarge ? "RF64" : "RIFF")
    append(isLarge ? .max : UInt32(truncatingIfNeeded: riffByteCount ?? -1))
    append("WAVE")
    append(isLarge ? "ds64" : "JUNK")
    append(UInt32(28))
    append(UInt64(isLarge ? riffByteCount ?? 0 : 0))
    append(UInt64(isLarge ? dataByteCount ?? 0 : 0))
    append(UInt64(isLarge ? (dataByteCount ?? 0) / format.frameByteCount : 0))
    append(UInt32(0))
    append("fmt ")
    append(UInt32(16))
    append(format.sample.tag)
    append(UInt16(truncatingIfNeeded: format.channelCount))
    append(UInt32(truncatingIfNeeded: format.sampleRate))
    append(UInt32(truncatingIfNeeded: format.sampleRate * format.frameByteCount))
    append(UInt16(truncatingIfNeeded: format.frameByteCount))
    append(UInt16(8 * format.sample.byteCount))
    append("data")
    append(isLarge ? .max : UInt32(truncatingIfNeeded: dataByteCount ?? -1))
    return header
  }

  private static let headerByteCount = 80
}
