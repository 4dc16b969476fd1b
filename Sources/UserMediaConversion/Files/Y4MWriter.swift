import Glibc
public import UserMediaCore

/// Writes frames as YUV4MPEG2, in I420 (mjpegtools, yuv4mpeg(5)).
///
/// The first frame decides the size and the range. When writing fails, a regular file is cut off
/// after the last whole frame, so that it stays valid.
public struct Y4MWriter: ~Copyable {
  private let file: OutputFile
  private let frameRate: FrameRate
  private var layout: (width: Int, height: Int, isFullRange: Bool)?
  private var pieces: [iovec] = []
  /// Bytes of the header and of all whole frames.
  public private(set) var byteCount = 0
  /// Frames that were written.
  public private(set) var frameCount = 0

  /// Creates the file, or empties one that is there; `-` is standard output. The header tells
  /// `frameRate`.
  /// - Throws: `NotFoundError`, `NotAllowedError` or `OperationError`, with the cause.
  public init(path: String, frameRate: FrameRate) throws(DOMException) {
    self.init(try OutputFile(path: path), frameRate: frameRate)
  }

  /// A writer that has written nothing yet.
  package init(_ file: consuming OutputFile, frameRate: FrameRate) {
    self.file = file
    self.frameRate = frameRate
  }

  /// Writes one frame, converted when it is not I420.
  /// - Throws: what ``VideoFrame/converted(to:)`` throws; `QuotaExceededError` when the disk is
  ///   full, `AbortError` when nobody reads the pipe any more, else `OperationError`;
  ///   `InvalidStateError` when the frame is of another size than the first.
  public mutating func write(_ frame: VideoFrame) throws(DOMException) {
    let picture = try frame.converted(to: .i420)
    if let layout {
      guard layout.width == picture.codedWidth, layout.height == picture.codedHeight else {
        throw DOMException(
          .invalidState,
          "\(file.name) has frames of \(layout.width)x\(layout.height), "
            + "this one is \(picture.codedWidth)x\(picture.codedHeight)")
      }
      try write("FRAME\n", picture)
    } else {
      let isFullRange = picture.colorSpace.fullRange == true
      layout = (picture.codedWidth, picture.codedHeight, isFullRange)
      try write(header(picture, isFullRange) + "FRAME\n", picture)
    }
    frameCount += 1
  }

  private func header(_ picture: VideoFrame, _ isFullRange: Bool) -> String {
    // Samples of a JPEG's chroma lie between four pixels, those of a video camera beside one.
    "YUV4MPEG2 W\(picture.codedWidth) H\(picture.codedHeight)"
      + " F\(frameRate.numerator):\(frameRate.denominator) Ip A1:1"
      + (isFullRange ? " C420jpeg XCOLORRANGE=FULL\n" : " C420mpeg2 XCOLORRANGE=LIMITED\n")
  }

  private mutating func write(_ line: String, _ picture: VideoFrame) throws(DOMException) {
    var line = line
    var length = 0
    let failure: DOMException? = line.withUTF8 { line in
      pieces.removeAll(keepingCapacity: true)
      pieces.append(
        iovec(iov_base: UnsafeMutableRawPointer(mutating: line.baseAddress), iov_len: line.count))
      for plane in 0..<3 { appendRows(picture, plane) }
      length = pieces.reduce(0) { $0 + $1.iov_len }
      return pieces.withUnsafeMutableBufferPointer { pieces in
        do throws(DOMException) {
          try file.write(pieces)
          return nil
        } catch {
          return error
        }
      }
    }
    guard let failure else {
      byteCount += length
      return
    }
    if file.isRegular { try file.truncate(to: byteCount) }
    throw failure
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
