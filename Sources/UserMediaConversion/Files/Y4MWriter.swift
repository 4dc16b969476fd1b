import Glibc
public import UserMediaCore

/// Writes frames as YUV4MPEG2, in I420 (mjpegtools, yuv4mpeg(5)).
///
/// The first frame decides the size and the range; later ones of another size are fitted into it, as
/// ``letterbox(_:width:height:)`` does. When writing fails, a regular file is cut off after the last
/// whole frame, so that it stays valid.
public struct Y4MWriter: ~Copyable {
  private var file: OutputFile
  private let frameRate: FrameRate
  private let evenDimensions: Bool
  private var size: (width: Int, height: Int)?
  private var pieces: [iovec] = []
  /// Bytes of the header and of all whole frames.
  public private(set) var byteCount = 0
  /// Frames that were written.
  public private(set) var frameCount = 0

  /// Creates the file, or opens one that is there, whose contents stay until the first frame is
  /// written; `-` is standard output. A new file that no frame was written to is removed again.
  /// - Parameters:
  ///   - frameRate: what the header tells.
  ///   - evenDimensions: whether an odd width or height loses its last pixel, because most encoders
  ///     take even ones only.
  /// - Throws: `NotFoundError`, `NotAllowedError` or `OperationError`, with the cause.
  public init(
    path: String, frameRate: FrameRate, evenDimensions: Bool = false
  ) throws(DOMException) {
    self.init(try OutputFile(path: path), frameRate: frameRate, evenDimensions: evenDimensions)
  }

  /// A writer that has written nothing yet.
  package init(
    _ file: consuming OutputFile, frameRate: FrameRate, evenDimensions: Bool = false
  ) {
    self.file = file
    self.frameRate = frameRate
    self.evenDimensions = evenDimensions
  }

  /// Writes one frame, converted when it is not I420, and fitted when it is not of the first one's
  /// size.
  /// - Throws: what ``VideoFrame/converted(to:)`` throws, and the next frame can be written all the
  ///   same; `QuotaExceededError` when the disk is full, `AbortError` when nobody reads the pipe any
  ///   more, else `OperationError`.
  public mutating func write(_ frame: VideoFrame) throws(DOMException) {
    var picture = try frame.converted(to: .i420)
    if evenDimensions { picture = try picture.withEvenDimensions() }
    if let size {
      try append(
        "FRAME\n", try letterbox(picture, width: size.width, height: size.height))
    } else {
      try file.empty()
      try append(header(picture) + "FRAME\n", picture)
      size = (picture.codedWidth, picture.codedHeight)
    }
    frameCount += 1
  }

  private func header(_ picture: VideoFrame) -> String {
    // Samples of a JPEG's chroma lie between four pixels, those of a video camera beside one.
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
