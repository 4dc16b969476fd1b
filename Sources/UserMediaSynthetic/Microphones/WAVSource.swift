import UserMediaConversion
import UserMediaCore

/// The audio of a WAV file in a loop, as s16 or f32.
final class WAVSource: SoundSource {
  private let reader: WAVReader
  private let path: String
  private let format: AudioSampleFormat
  private var stored = MemoryRegion(allocating: 0)

  init(path: String, format: AudioSampleFormat) throws(CaptureError) {
    self.path = path
    self.format = format
    reader = try WAVReader(path: path)
  }

  func write(
    _ target: UnsafeMutableRawBufferPointer, count: Int, position: Int64
  ) throws(CaptureError) {
    let storedSize = reader.sample.byteCount * reader.channelCount
    if stored.bytes.count < count * storedSize {
      stored = MemoryRegion(allocating: count * storedSize)
    }
    var done = 0
    while done < count {
      let frame = Int((position + Int64(done)) % Int64(reader.frameCount))
      let free = UnsafeMutableRawBufferPointer(
        rebasing: stored.mutableBytes[(done * storedSize)..<(count * storedSize)])
      let read = try reader.read(from: frame, into: free)
      guard read > 0 else {
        throw CaptureError(.unreadable, device: path, "is shorter than it was")
      }
      done += read
    }
    let samples = UnsafeRawBufferPointer(
      rebasing: stored.bytes[..<(count * storedSize)])
    switch format {
    case .s16: WAVSamples(samples, reader.sample).write(to: target.bindMemory(to: Int16.self))
    default: WAVSamples(samples, reader.sample).write(to: target.bindMemory(to: Float.self))
    }
  }
}
