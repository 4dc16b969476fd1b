import UserMediaConversion
package import UserMediaCore

/// Writes packets of 16-bit samples to a WAV file, which becomes an RF64 beyond 4 GB.
///
/// Samples are written once a second, with the lengths in the header, so the file is always valid.
///
/// Unchecked, because only the thread that writes the recording uses it.
package final class WAVMuxer: Muxer, @unchecked Sendable {
  private let header: WAVHeader
  private let output: any ContainerOutput
  private let secondByteCount: Int
  private var samples: [UInt8] = []
  private var dataByteCount = 0
  private var hasHeader = false

  package init(sampleRate: Int, numberOfChannels: Int, to output: any ContainerOutput) {
    header = WAVHeader(sample: .s16, sampleRate: sampleRate, channelCount: numberOfChannels)
    self.output = output
    secondByteCount = sampleRate * numberOfChannels * 2
  }

  package func write(_ chunk: EncodedChunk, track: Int) throws(DOMException) {
    samples.append(contentsOf: chunk.unsafeBytes)
    if samples.count >= secondByteCount { try flush() }
  }

  package func flush() throws(DOMException) {
    if !hasHeader {
      try put(header.bytes(dataByteCount: output.canPatch ? 0 : nil), at: nil)
      hasHeader = true
    }
    guard !samples.isEmpty else { return }
    try put(samples, at: nil)
    dataByteCount += samples.count
    samples.removeAll(keepingCapacity: true)
    if output.canPatch { try put(header.bytes(dataByteCount: dataByteCount), at: 0) }
  }

  package func finish() throws(DOMException) { try flush() }

  /// Writes bytes at a place, or at the end.
  private func put(_ bytes: [UInt8], at offset: Int?) throws(DOMException) {
    let failure = bytes.withUnsafeBytes { bytes -> DOMException? in
      do throws(DOMException) {
        if let offset { try output.patch(bytes, at: offset) } else { try output.append(bytes) }
        return nil
      } catch {
        return error
      }
    }
    if let failure { throw failure }
  }
}
