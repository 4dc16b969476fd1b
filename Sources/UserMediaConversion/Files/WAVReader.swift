package import UserMediaCore

/// Reads the sound of a WAV or RF64 file: 8, 16, 24 and 32 bits, and floating point.
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

  /// Reads the headers.
  /// - Throws: ``CaptureError`` when the file cannot be read, is no WAV file, holds samples of an
  ///   unknown kind, or none.
  package init(path: String) throws(CaptureError) {
    file = try InputFile(path: path)
    let chunks = try WAVChunks(file)
    guard let format = chunks.format else { throw file.invalid("has no format chunk") }
    guard let sample = WAVSample(tag: format.tag, bits: format.bits),
      format.frameByteCount == sample.byteCount * format.channelCount
    else {
      throw file.invalid("has samples of an unknown kind (\(format.tag), \(format.bits) bits)")
    }
    guard (1...64).contains(format.channelCount), (1...768_000).contains(format.sampleRate) else {
      throw file.invalid(
        "has \(format.channelCount) channels at \(format.sampleRate) Hz, which is not possible")
    }
    let dataByteCount = try chunks.measuredDataByteCount()
    self.sample = sample
    sampleRate = format.sampleRate
    channelCount = format.channelCount
    dataOffset = chunks.dataOffset
    frameCount = dataByteCount / format.frameByteCount
    guard frameCount > 0 else { throw file.invalid("has no sound") }
  }

  /// Reads whole frames, as the file stores them, from the given one on; returns how many there
  /// were.
  package func read(
    from frame: Int, into target: UnsafeMutableRawBufferPointer
  ) throws(CaptureError) -> Int {
    let size = sample.byteCount * channelCount
    let count = min(target.count / size, frameCount - frame)
    guard frame >= 0, count > 0 else { return 0 }
    let bytes = UnsafeMutableRawBufferPointer(rebasing: target[..<(count * size)])
    return try file.read(at: dataOffset + frame * size, into: bytes) / size
  }
}
