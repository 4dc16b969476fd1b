package import UserMediaCore

/// Reads the sound of a WAV file, also of the variants RIFX, RF64 and BW64: PCM of 8 to 64 bits,
/// floating point of 32 and 64, µ-law and A-law. Compressed sound, such as ADPCM, GSM and MPEG, cannot
/// be read.
package final class WAVReader: Sendable {
  /// Samples a second of each channel, in hertz.
  package let sampleRate: Int
  /// Channels.
  package let channelCount: Int
  /// How the file stores samples.
  package let sample: WAVSample
  /// Samples of each channel.
  package let frameCount: Int
  private let file: InputFile
  private let dataOffset: Int
  private let isBigEndian: Bool

  /// Reads the headers.
  /// - Throws: ``CaptureError`` when the file cannot be read, is no WAV file, holds samples of an
  ///   unknown kind, or none.
  package init(path: String) throws(CaptureError) {
    file = try InputFile(path: path)
    let chunks = try WAVChunks(file)
    guard let format = chunks.format else { throw file.invalid("has no format chunk") }
    guard (1...64).contains(format.channelCount), (1...768_000).contains(format.sampleRate) else {
      throw file.invalid(
        "has \(format.channelCount) channels at \(format.sampleRate) Hz, which is not possible")
    }
    guard format.frameByteCount % format.channelCount == 0,
      let sample = WAVSample(
        tag: format.tag, bits: format.bits,
        byteCount: format.frameByteCount / format.channelCount)
    else {
      throw file.invalid(
        "has samples of a kind that cannot be read (format \(format.tag), \(format.bits) bits): "
          + "only PCM, floating point, µ-law and A-law can")
    }
    let dataByteCount = try chunks.measuredDataByteCount()
    self.sample = sample
    sampleRate = format.sampleRate
    channelCount = format.channelCount
    dataOffset = chunks.dataOffset
    isBigEndian = chunks.isBigEndian
    frameCount = dataByteCount / format.frameByteCount
    guard frameCount > 0 else { throw file.invalid("has no sound") }
  }

  /// Reads whole frames, as the file stores them but with the lower byte first, from the given one
  /// on; returns how many there were.
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
