package import UserMediaCore

/// Reads the audio of a WAV file, including the variants RIFX, RF64 and BW64: 8- to 64-bit PCM, 32-
/// and 64-bit floating point, µ-law and A-law. Compressed formats such as ADPCM, GSM and MPEG are
/// not supported.
package final class WAVReader: Sendable {
  /// Samples per second per channel, in hertz.
  package let sampleRate: Int
  /// The number of channels.
  package let channelCount: Int
  /// The file's sample format.
  package let sample: WAVSample
  /// Samples per channel.
  package let frameCount: Int
  private let file: InputFile
  private let dataOffset: Int
  private let isBigEndian: Bool

  /// Reads the headers.
  /// - Throws: ``CaptureError`` if the file cannot be read, is not a WAV file, or has no samples or
  ///   ones in an unknown format.
  package init(path: String) throws(CaptureError) {
    file = try InputFile(path: path)
    let chunks = try WAVChunks(file)
    guard let format = chunks.format else { throw file.invalid("has no format chunk") }
    guard (1...64).contains(format.channelCount), (1...768_000).contains(format.sampleRate) else {
      throw file.invalid(
        "has \(format.channelCount) channels at \(format.sampleRate) Hz, which is impossible")
    }
    guard format.frameByteCount % format.channelCount == 0,
      let sample = WAVSample(
        tag: format.tag, bits: format.bits,
        byteCount: format.frameByteCount / format.channelCount)
    else {
      throw file.invalid(
        "has \(format.name) with \(format.bits) bits and block alignment \(format.frameByteCount), "
          + (format.isReadable
            ? "which cannot be read"
            : "which is not supported: only PCM, floating point, µ-law and A-law are"))
    }
    let dataByteCount = try chunks.measuredDataByteCount()
    self.sample = sample
    sampleRate = format.sampleRate
    channelCount = format.channelCount
    dataOffset = chunks.dataOffset
    isBigEndian = chunks.isBigEndian
    frameCount = dataByteCount / format.frameByteCount
    guard frameCount > 0 else { throw file.invalid("has no audio") }
  }

  /// Reads whole frames starting at the given one, in the file's format but little-endian; returns
  /// their number.
  package func read(
    from frame: Int, into target: UnsafeMutableRawBufferPointer
  ) throws(CaptureError) -> Int {
    let size = sample.byteCount * channelCount
    let count = min(target.count / size, frameCount - frame)
    guard frame >= 0, count > 0 else { return 0 }
    let bytes = UnsafeMutableRawBufferPointer(rebasing: target[..<(count * size)])
    let read = try file.read(at: dataOffset + frame * size, into: bytes) / size
    if isBigEndian { swapBytes(UnsafeMutableRawBufferPointer(rebasing: bytes[..<(read * size)])) }
    return read
  }

  private func swapBytes(_ bytes: UnsafeMutableRawBufferPointer) {
    let size = sample.byteCount
    guard size > 1 else { return }
    for start in stride(from: 0, to: bytes.count, by: size) {
      bytes[start..<start + size].reverse()
    }
  }
}
