import CTurboJPEG
import UserMediaCore

/// Encodes pictures as JPEG; owns one TurboJPEG handle and its output memory.
///
/// Unchecked, because only the thread that took it from its pool uses the handle and the memory.
final class JPEGCompressor: @unchecked Sendable {
  static let pool = CodecPool { JPEGCompressor() }

  private let handle: tjhandle
  private var output = MemoryRegion(allocating: 0)

  private init?() {
    guard let handle = tjInitCompress() else { return nil }
    self.handle = handle
  }

  deinit {
    tjDestroy(handle)
  }

  /// Encodes `picture` and returns the file.
  func encode(_ picture: Planes, quality: Int) throws(DOMException) -> [UInt8] {
    let size = JPEGEncoder.largestByteCount(width: Int(picture.width), height: Int(picture.height))
    if output.bytes.count < size { output = MemoryRegion(allocating: size) }
    let count = try encode(picture, quality: quality, into: output.mutableBytes)
    return Array(output.bytes[..<count])
  }

  /// Encodes `picture` into `target`, which must have room for the largest file; returns its
  /// length.
  func encode(
    _ picture: Planes, quality: Int, into target: UnsafeMutableRawBufferPointer
  ) throws(DOMException) -> Int {
    var start = target.bindMemory(to: UInt8.self).baseAddress
    var byteCount = UInt(target.count)
    let sampling = Int32((picture.format == .grey ? TJSAMP_GRAY : TJSAMP_420).rawValue)
    let result: Int32
    let call: String
    if let order = Self.pixelOrder(picture.format) {
      call = "tjCompress2"
      result = tjCompress2(
        handle, picture.y.start, picture.width, picture.y.stride, picture.height, order, &start,
        &byteCount, sampling, Int32(quality), TJFLAG_NOREALLOC)
    } else {
      call = "tjCompressFromYUVPlanes"
      var starts: (LibYUV.Source, LibYUV.Source, LibYUV.Source) =
        (.init(picture.y.start), .init(picture.u.start), .init(picture.v.start))
      var strides = (picture.y.stride, picture.u.stride, picture.v.stride)
      result = withUnsafeMutablePointer(to: &starts) { starts in
        withUnsafeMutablePointer(to: &strides) { strides in
          starts.withMemoryRebound(to: LibYUV.Source.self, capacity: 3) { starts in
            strides.withMemoryRebound(to: Int32.self, capacity: 3) { strides in
              tjCompressFromYUVPlanes(
                handle, starts, picture.width, strides, picture.height, sampling, &start,
                &byteCount, Int32(quality), TJFLAG_NOREALLOC)
            }
          }
        }
      }
    }
    guard result == 0 else {
      throw TurboJPEGFailure(handle, call).error("the picture could not be encoded")
    }
    return Int(byteCount)
  }

  /// TurboJPEG's name for the order of R G B in memory; `nil` for other formats.
  private static func pixelOrder(_ format: PixelFormat) -> Int32? {
    let order: TJPF? =
      switch format {
      case .rgb24: TJPF_RGB
      case .bgr24: TJPF_BGR
      case .rgba, .rgbx: TJPF_RGBX
      case .bgra, .bgrx, .bgr32: TJPF_BGRX
      case .argb, .xrgb, .rgb32: TJPF_XRGB
      case .abgr, .xbgr: TJPF_XBGR
      default: nil
      }
    return order.map { $0.rawValue }
  }
}
