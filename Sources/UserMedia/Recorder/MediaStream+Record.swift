public import UserMediaCore

extension MediaStream {
  /// Records the stream into a file, which begins at once: ``MediaRecorder/record(to:)`` of a new
  /// recorder. Hold the recorder, and end the file with ``MediaRecorder/finish()``.
  ///
  /// Throws what ``MediaRecorder/init(_:_:)`` and ``MediaRecorder/record(to:)`` throw.
  public func record(
    to path: String, _ options: MediaRecorderOptions = .init()
  ) throws(DOMException) -> MediaRecorder {
    let recorder = try MediaRecorder(self, options)
    try recorder.record(to: path)
    return recorder
  }
}
