import Glibc
import Synchronization
import UserMedia

/// The files that a capture leaves; made before a device is opened, so that a wrong path costs
/// nothing.
final class CaptureOutputs: Sendable {
  private let photo: String?
  /// Whether each frame is written.
  let writesFrames: Bool
  /// Whether sound is written.
  let writesSound: Bool
  private let files: Mutex<CaptureFiles>

  init(photo: String?, sound: String?, video: String?) throws(DOMException) {
    if let photo { try Self.checkDirectory(of: photo) }
    self.photo = photo
    writesFrames = video != nil
    writesSound = sound != nil
    files = Mutex(try CaptureFiles(sound: sound, video: video))
  }

  /// The stream has come: its rate goes into the video file's header.
  func begin(_ stream: MediaStream) {
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

  /// Finishes every file, also when one of them fails, and writes the photo.
  func finish(photo frame: VideoFrame?) throws {
    let files = Result { try self.files.withLock { try $0.finish() } }
    if let photo { try Self.write(photo: frame, to: photo) }
    try files.get()
  }

  /// Writes beside the final name and renames, so that a photo that was there is never half lost.
  private static func write(photo frame: VideoFrame?, to path: String) throws {
    guard let frame else {
      throw DOMException(.unknown, "\(path) was not written: no picture came")
    }
    let draft = "\(path).\(getpid()).part"
    do {
      try frame.jpegData().withUnsafeBytes { bytes in
        let file = try OutputFile(path: draft)
        try file.write(bytes, at: 0)
        try file.close()
      }
      guard rename(draft, path) == 0 else { throw unwritable(path, "rename") }
    } catch {
      unlink(draft)
      throw error
    }
  }

  private static func checkDirectory(of path: String) throws(DOMException) {
    let slash = path.lastIndex(of: "/")
    let directory = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    guard access(directory, W_OK) == 0 else { throw unwritable(path, "access") }
  }

  private static func unwritable(_ path: String, _ call: String) -> DOMException {
    let cause = SystemCause(call: call, errno: errno)
    return DOMException(.operation, "\(path) cannot be written (\(cause))", cause: cause)
  }
}

extension AudioData {
  /// The first samples of each channel; interleaved sound has them in front.
  fileprivate func prefix(_ count: Int) -> AudioData {
    AudioData(
      buffer: buffer, format: format, sampleRate: sampleRate, numberOfFrames: count,
      numberOfChannels: numberOfChannels, timestamp: timestamp)
  }
}
