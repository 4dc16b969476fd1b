import CTurboJPEG
import CYUV
import UserMediaCore

/// Decodes JPEGs straight to planes; owns one TurboJPEG handle and the memory that odd samplings
/// need.
///
/// Unchecked, because the handle and the memory are used by the one thread that took the value from
/// its pool.
final class JPEGDecompressor: @unchecked Sendable {
  static let pool = CodecPool { JPEGDecompressor() }

  private let handle: tjhandle
  private var chroma = MemoryRegion(allocating: 0)

  private init?() {
    guard let handle = tjInitDecompress() else { return nil }
    self.handle = handle
  }

  deinit {
    tjDestroy(handle)
  }

  /// Decodes `file` into `target`, an I420 picture whose luma has room for whole blocks (see
  /// ``JPEGLayout``).
  /// - Throws: `EncodingError` when the file is damaged or of another size.
  func decode(_ file: UnsafeRawBufferPointer, into target: Planes) throws(DOMException) {
    let bytes = file.bindMemory(to: UInt8.self).baseAddress
    let byteCount = UInt(file.count)
    var (width, height, sampling, colorSpace): (Int32, Int32, Int32, Int32) = (0, 0, -1, -1)
    if tjDecompressHeader3(
      handle, bytes, byteCount, &width, &height, &sampling, &colorSpace) != 0
    {
      let failure = TurboJPEGFailure(handle, "tjDecompressHeader3")
      guard failure.isWarning, sampling >= 0 else { throw failure.error("the JPEG is damaged") }
    }
    guard width == target.width, height == target.height else {
      throw DOMException(
        name: "EncodingError",
        message:
          "the JPEG is \(width)x\(height), the frame \(target.width)x\(target.height)")
    }
    let isGrey = sampling == Int32(TJSAMP_GRAY.rawValue)
    guard isGrey || colorSpace == Int32(TJCS_YCbCr.rawValue) else {
      throw DOMException(.notSupported, "the JPEG's samples are not Y U V")
    }
    if isGrey {
      try decodePlanes(file, (target.y, target.y, target.y), target)
      for plane in [target.u, target.v] {
        SetPlane(plane.start, plane.stride, (width + 1) / 2, (height + 1) / 2, 128)
      }
    } else if sampling == Int32(TJSAMP_420.rawValue) {
      try decodePlanes(file, (target.y, target.u, target.v), target)
    } else {
      try decodeAndResample(file, sampling, target)
    }
  }

  /// Decodes chroma of another resolution beside the picture, then brings it to 4:2:0.
  private func decodeAndResample(
    _ file: UnsafeRawBufferPointer, _ sampling: Int32, _ target: Planes
  ) throws(DOMException) {
    let width = tjPlaneWidth(1, target.width, sampling)
    let height = tjPlaneHeight(1, target.height, sampling)
    let planeSize = Int(width) * Int(height)
    if chroma.bytes.count < 2 * planeSize { chroma = MemoryRegion(allocating: 2 * planeSize) }
    // The region is at least one byte.
    let start = chroma.mutableBytes.bindMemory(to: UInt8.self).baseAddress!
    let u = Planes.Plane(start: start, stride: width)
    let v = Planes.Plane(start: start + planeSize, stride: width)
    try decodePlanes(file, (target.y, u, v), target)
    for (source, target, size) in [(u, target.u, target), (v, target.v, target)] {
      ScalePlane(
        source.start, source.stride, width, height, target.start, target.stride,
        (size.width + 1) / 2, (size.height + 1) / 2, kFilterBox)
    }
  }

  private func decodePlanes(
    _ file: UnsafeRawBufferPointer, _ planes: (Planes.Plane, Planes.Plane, Planes.Plane),
    _ size: Planes
  ) throws(DOMException) {
    var starts: (LibYUV.Target, LibYUV.Target, LibYUV.Target) =
      (planes.0.start, planes.1.start, planes.2.start)
    var strides = (planes.0.stride, planes.1.stride, planes.2.stride)
    let result = withUnsafeMutablePointer(to: &starts) { starts in
      withUnsafeMutablePointer(to: &strides) { strides in
        starts.withMemoryRebound(to: LibYUV.Target.self, capacity: 3) { starts in
          strides.withMemoryRebound(to: Int32.self, capacity: 3) { strides in
            tjDecompressToYUVPlanes(
              handle, file.bindMemory(to: UInt8.self).baseAddress, UInt(file.count), starts,
              size.width, strides, size.height, TJFLAG_LIMITSCANS)
          }
        }
      }
    }
    guard result != 0 else { return }
    let failure = TurboJPEGFailure(handle, "tjDecompressToYUVPlanes")
    guard failure.isWarning, JPEGStructure(file).isWhole(inSpiteOf: failure.text) else {
      throw failure.error("the JPEG is damaged")
    }
  }
}
