/// The header of a WAV file, up to its samples; its length is constant.
package struct WAVHeader: Equatable {
  let sample: WAVSample
  let sampleRate: Int
  let channelCount: Int

  /// Creates the header of a format.
  package init(sample: WAVSample, sampleRate: Int, channelCount: Int) {
    self.sample = sample
    self.sampleRate = sampleRate
    self.channelCount = channelCount
  }

  /// The length of every header in bytes.
  static let byteCount = 80

  private var frameByteCount: Int { sample.byteCount * channelCount }

  /// The header of a file with this many bytes of samples; `nil` means unknown.
  ///
  /// A file of up to 4 GB has the format chunk first, where some programs expect it, followed by
  /// padding. The padding is as long as the chunk of 64-bit lengths, which must come first in a
  /// longer file (EBU Tech 3306).
  package func bytes(dataByteCount: Int?) -> [UInt8] {
    let riffByteCount = dataByteCount.map { $0 + $0 % 2 + Self.byteCount - 8 }
    let isLong = riffByteCount.map { $0 >= UInt32.max } ?? false
    var bytes = Bytes()
    bytes.append(isLong ? "RF64" : "RIFF")
    bytes.append(isLong ? .max : UInt32(truncatingIfNeeded: riffByteCount ?? -1))
    bytes.append("WAVE")
    if !isLong { append(to: &bytes) }
    bytes.append(isLong ? "ds64" : "JUNK")
    bytes.append(UInt32(28))
    bytes.append(UInt64(isLong ? riffByteCount ?? 0 : 0))
    bytes.append(UInt64(isLong ? dataByteCount ?? 0 : 0))
    bytes.append(UInt64(isLong ? (dataByteCount ?? 0) / frameByteCount : 0))
    bytes.append(UInt32(0))
    if isLong { append(to: &bytes) }
    bytes.append("data")
    bytes.append(isLong ? .max : UInt32(truncatingIfNeeded: dataByteCount ?? -1))
    return bytes.all
  }

  /// Appends the format chunk.
  private func append(to bytes: inout Bytes) {
    bytes.append("fmt ")
    bytes.append(UInt32(16))
    bytes.append(sample.tag)
    bytes.append(UInt16(truncatingIfNeeded: channelCount))
    bytes.append(UInt32(truncatingIfNeeded: sampleRate))
    bytes.append(UInt32(truncatingIfNeeded: sampleRate * frameByteCount))
    bytes.append(UInt16(truncatingIfNeeded: frameByteCount))
    bytes.append(UInt16(8 * sample.byteCount))
  }

  private struct Bytes {
    var all: [UInt8] = []

    mutating func append(_ name: StaticString) { name.withUTF8Buffer { all += $0 } }
    mutating func append(_ value: some FixedWidthInteger) {
      withUnsafeBytes(of: value.littleEndian) { all += $0 }
    }
  }
}
