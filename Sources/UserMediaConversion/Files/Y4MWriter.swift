import Glibc
public import UserMediaCore

/// Writes frames to a YUV4MPEG2 file, in I420 (mjpegtools, yuv4mpeg(5)).
///
/// The first frame determines the size and range; frames of other sizes are letterboxed to it, as
/// by ``VideoFrame/letterboxed(width:height:)``. After a failed write, a regular file is truncated to the last
/// complete frame, so that it stays valid.
public struct Y4MWriter: ~Copyable {
  private var file: OutputFile
  private let frameRate: FrameRate
  private let evenDimensions: Bool
  private var size: (width: Int, height: Int)?
  private var pieces: [iovec] = []
  /// The size of the header and all complete frames in bytes.
  public private(set) var byteCount = 0
  /// The number of frames written.
  public private(set) var frameCount = 0

  /// Creates the file, or opens an existing one, which keeps its contents until the first write.
  /// `-` is standard output. A new file is removed if no frame is written to it.
  /// - Parameters:
  ///   - frameRate: the frame rate for the header.
  ///   - evenDimensions: whether to drop the last pixel of an odd width or height, because most
  ///     encoders require even sizes.
  /// - Throws: `NotFoundError`, `NotAllowedError` or `OperationError`, with the cause.
  public init(
    path: String, frameRate: FrameRate, evenDimensions: Bool = false
  ) throws(DOMException) {
    self.init(try OutputFile(path: path), frameRate: frameRate, evenDimensions: evenDimensions)
  }

  /// Creates a writer that has written nothing yet.
  package init(
    _ file: consuming OutputFile, frameRate: FrameRate, evenDimensions: Bool = false
  ) {
    self.file = file
    self.frameRate = frameRate
    self.evenDimensions = evenDimensions
  }

  /// Writes one frame, converted to I420 and letterboxed to the first frame's size if necessary.
  /// - Throws: what ``VideoFrame/converted(to:)`` throws, after which the next frame can still be
  ///   written; `QuotaExceededError` if the disk is full, `AbortError` if the pipe's reader has
  ///   gone away, otherwise `OperationError`.
  public mutating func write(_ frame: VideoFrame) throws(DOMException) {
    var picture = try frame.converted(to: .i420)
    if evenDimensions { picture = try picture.withEvenDimensions() }
    if let size {
      try append(
        "FRAME\n", try picture.letterboxed(width: size.width, height: size.height))
    } else {
      try file.empty()
      try append(header(picture) + "FRAME\n", picture)
      size = (picture.codedWidth, picture.codedHeight)
    }
    frameCount += 1
  }

  private func header(_ picture: VideoFrame) -> String {
    // A JPEG's chroma samples are centred between four pixels, a video camera's are next to one.
    "YUV4MPEG2 W\(picture.codedWidth) H\(picture.codedHeight)"
      + " F\(frameRate.numerator):\(frameRate.denominator) Ip A1:1"
      + (picture.colorSpace.fullRange == true
        ? " C420jpeg XCOLORRANGE=FULL\n" : " C420mpeg2 XCOLORRANGE=LIMITED\n")
  }

  private mutating func append(_ line: String, _ picture: VideoFrame) throws(DOMException) {
    var line = line
    var length = 0
    let failure: DOMException? = line.withUTF8 { line in
      pieces.removeAll(keepingCapacity: true)
      pieces.append(iovec(UnsafeRawBufferPointer(line)))
      for plane in 0..<3 { appendRows(picture, plane) }
      length = pieces.reduce(0) { $0 + $1.iov_len }
      return pieces.withUnsafeMutableBufferPointer { pieces in
        do throws(DOMException) {
          try file.append(pieces, after: byteCount)
          return nil
        } catch {
          return error
        }
      }
    }
    if let failure { throw failure }
    byteCount += length
  }

  private mutating func appendRows(_ picture: VideoFrame, _ plane: Int) {
    let bytes = picture.unsafePlane(plane)
    let geometry = picture.pixelFormat.planeGeometry[plane]
    let stride = picture.layout.planes[plane].stride
    let row = geometry.rowBytes(width: picture.codedWidth)
    let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
    if stride == row {
      pieces.append(iovec(iov_base: start, iov_len: bytes.count))
    } else {
      for line in 0..<geometry.rows(height: picture.codedHeight) {
        pieces.append(iovec(iov_base: start.map { $0 + line * stride }, iov_len: row))
      }
    }
  }

  /// Closes the file.
  public consuming func finish() throws(DOMException) {
    try file.close()
  }
}
