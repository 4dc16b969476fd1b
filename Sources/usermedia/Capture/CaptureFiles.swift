import UserMedia

/// The files that grow during a capture.
struct CaptureFiles: ~Copyable {
  private var videoFile: OutputFile?
  private var video: Y4MWriter?
  private var sound: WAVWriter?
  private let evenSize: Bool

  init(sound: String?, video: String?, evenSize: Bool) throws(DOMException) {
    self.evenSize = evenSize
    if let video { videoFile = try OutputFile(path: video) }
    if let sound { self.sound = try WAVWriter(path: sound) }
  }

  /// Sets the frame rate for the video file's header.
  mutating func begin(_ rate: FrameRate?) {
    guard let file = videoFile.take(), let rate = rate ?? FrameRate(30) else { return }
    video = Y4MWriter(file, frameRate: rate, evenDimensions: evenSize)
  }

  mutating func write(_ frame: VideoFrame) throws(DOMException) {
    try video?.write(frame)
  }

  mutating func write(_ data: AudioData) throws(DOMException) {
    try sound?.write(data)
  }

  /// Finishes both files, the second even if the first one fails.
  mutating func finish() throws {
    let video = Result { try finishVideo() }
    try finishSound()
    try video.get()
  }

  private mutating func finishVideo() throws(DOMException) {
    if let video = video.take() { try video.finish() }
  }

  private mutating func finishSound() throws(DOMException) {
    if let sound = sound.take() { try sound.finish() }
  }
}
