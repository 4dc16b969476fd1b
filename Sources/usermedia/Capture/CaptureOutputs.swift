import Synchronization
import UserMedia

/// The output files of a capture, created before a device is opened, so that a wrong path fails
/// early.
final class CaptureOutputs: Sendable {
  private let photo: PhotoFile?
  /// Whether the last picture is written.
  var writesPhoto: Bool { photo != nil }
  /// Whether each frame is written.
  let writesFrames: Bool
  /// Whether audio is written.
  let writesSound: Bool
  private let files: Mutex<CaptureFiles>

  init(
    photo: String?, sound: String?, video: String?, evenSize: Bool
  ) throws(DOMException) {
    if let photo { self.photo = try PhotoFile(path: photo) } else { self.photo = nil }
    writesFrames = video != nil
    writesSound = sound != nil
    files = Mutex(try CaptureFiles(sound: sound, video: video, evenSize: evenSize))
  }

  /// Starts the outputs of a stream, with its frame rate in the video file's header. Throws
  /// `TypeError` if the stream has no data for one of the files.
  func begin(_ stream: MediaStream) throws {
    if writesFrames || photo != nil, stream.getVideoTracks().isEmpty {
      throw TypeError("there is no video to write: request video")
    }
    if writesSound, stream.getAudioTracks().isEmpty {
      throw TypeError("there is no audio to write: request audio")
    }
    let rate = stream.getVideoTracks().first?.getSettings().frameRate.flatMap { FrameRate($0) }
    files.withLock { $0.begin(rate) }
  }

  func write(_ frame: VideoFrame) throws {
    try files.withLock { try $0.write(frame) }
  }

  /// Writes the first `count` samples of each channel.
  func write(_ data: AudioData, _ count: Int) throws {
    try files.withLock { try $0.write(data.prefix(count)) }
  }

  /// Finishes every file, even if one of them fails, and writes the photo.
  func finish(photo frame: VideoFrame?) throws {
    let files = Result { try self.files.withLock { try $0.finish() } }
    try photo?.write(frame)
    try files.get()
  }
}

extension AudioData {
  /// The first samples of each channel; in interleaved audio they come first.
  fileprivate func prefix(_ count: Int) -> AudioData {
    AudioData(
      buffer: buffer, format: format, sampleRate: sampleRate, numberOfFrames: count,
      numberOfChannels: numberOfChannels, timestamp: timestamp)
  }
}
