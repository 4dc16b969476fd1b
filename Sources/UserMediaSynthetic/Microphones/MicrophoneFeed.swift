import UserMediaCore

/// A microphone's audio in equal chunks, numbered from 1; each is due at its end.
final class MicrophoneFeed: Feed {
  private let source: any SoundSource
  private let audioSink: any AudioSink
  private let configuration: AudioConfiguration
  private let samplesPerPiece: Int
  private let pool = BufferPool()

  init(
    _ source: any SoundSource, _ configuration: AudioConfiguration, samplesPerPiece: Int,
    sink: any AudioSink
  ) {
    self.source = source
    self.configuration = configuration
    self.samplesPerPiece = samplesPerPiece
    audioSink = sink
    // What a sound server buffers for a slow reader before it overwrites it.
    longestQueue = Int64(max(1, 2 * configuration.sampleRate / samplesPerPiece))
  }

  var sink: any CaptureSink { audioSink }
  let longestQueue: Int64
  let lossReason = DropReason.overrun

  func piece(_ number: Int64, _ pace: Pace) throws(CaptureError) -> SinkCall {
    let byteCount =
      samplesPerPiece * configuration.channelCount * configuration.format.bytesPerSample
    let buffer = pool.take(byteCount: byteCount)
    try source.write(
      UnsafeMutableRawBufferPointer(rebasing: buffer.regions[0].mutableBytes[..<byteCount]),
      count: samplesPerPiece, position: (number - 1) * Int64(samplesPerPiece))
    return .sound(
      AudioData(
        buffer: buffer, format: configuration.format, sampleRate: configuration.sampleRate,
        numberOfFrames: samplesPerPiece, numberOfChannels: configuration.channelCount,
        timestamp: pace.timestamp(number - 1)), to: audioSink)
  }
}
