import CJPEG
import CYUV
import UserMediaCore

/// Decodes JPEGs directly to planes; owns the memory for samplings other than 4:2:0.
///
/// Unchecked, because only the thread that took it from its pool uses the memory.
final class JPEGDecompressor: @unchecked Sendable {
  static let pool = CodecPool { JPEGDecompressor() }

  private var memory = MemoryRegion(allocating: 0)

  /// Decodes `picture` into `target`, an I420 picture of its size whose planes have room for whole
  /// blocks.
  /// - Throws: `EncodingError` if the file is damaged.
  func decode(_ picture: JPEGPicture, into target: Planes) throws(DOMException) {
    let planes = self.planes(of: picture.header, for: target)
    try Self.decode(picture, planes)
    let across = (target.width + 1) / 2
    let down = (target.height + 1) / 2
    if planes.count == 1 {
      for plane in [target.u, target.v] {
        SetPlane(plane.start, plane.stride, across, down, 128)
      }
    }
    for (plane, (component, width, height)) in zip(
      planes,
      [
        (target.y, target.width, target.height), (target.u, across, down), (target.v, across, down),
      ])
    where !plane.isTarget {
      ScalePlane(
        plane.start, plane.stride, plane.width, plane.height, component.start, component.stride,
        width, height, kFilterBox)
    }
  }

  /// The destination of one component.
  private struct Component {
    let start: UnsafeMutablePointer<UInt8>
    let stride: Int32
    let width: Int32
    let height: Int32
    /// Whether that is the target's own plane rather than temporary memory.
    let isTarget: Bool
  }

  /// The target's planes for components of the same resolution, temporary memory for the others.
  private func planes(of header: JPEGFrameHeader, for target: Planes) -> [Component] {
    let wanted = [
      (target.y, target.width, target.height),
      (target.u, (target.width + 1) / 2, (target.height + 1) / 2),
      (target.v, (target.width + 1) / 2, (target.height + 1) / 2),
    ]
    let sizes = header.components.map { header.size(of: $0) }
    let isOther = zip(sizes, wanted).map { size, wanted in
      size.width != wanted.1 || size.height != wanted.2
    }
    let byteCounts = zip(sizes, isOther).map { size, isOther in
      isOther ? size.width.wholeBlocks * size.height.wholeBlocks : 0
    }
    let byteCount = byteCounts.reduce(0, +)
    if memory.bytes.count < byteCount { memory = MemoryRegion(allocating: byteCount) }
    // The region has at least one byte.
    var free = memory.mutableBytes.bindMemory(to: UInt8.self).baseAddress!
    return sizes.indices.map { index in
      let (width, height) = (Int32(sizes[index].width), Int32(sizes[index].height))
      let plane = wanted[index].0
      guard isOther[index] else {
        return Component(
          start: plane.start, stride: plane.stride, width: width, height: height, isTarget: true)
      }
      defer { free += byteCounts[index] }
      return Component(
        start: free, stride: Int32(sizes[index].width.wholeBlocks), width: width, height: height,
        isTarget: false)
    }
  }

  private static func decode(
    _ picture: JPEGPicture, _ components: [Component]
  ) throws(DOMException) {
    var request = usermedia_jpeg_picture()
    request.width = UInt32(picture.header.width)
    request.height = UInt32(picture.header.height)
    request.plane_count = Int32(components.count)
    withUnsafeMutableBytes(of: &request.planes) { planes in
      for (index, component) in components.enumerated() {
        planes.bindMemory(to: usermedia_jpeg_plane.self)[index] = usermedia_jpeg_plane(
          start: component.start, stride: Int(component.stride),
          blocks_across: UInt32(component.width + 7) / 8,
          blocks_down: UInt32(component.height + 7) / 8)
      }
    }
    let parts = picture.parts.map { part in
      let bytes = UnsafeRawBufferPointer(rebasing: picture.file[part])
      return usermedia_jpeg_part(
        start: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), count: bytes.count)
    }
    let failure = withUnsafeTemporaryAllocation(
      of: CChar.self, capacity: Int(usermedia_jpeg_text_size)
    ) { text -> String? in
      let result = usermedia_jpeg_decode(
        parts, parts.count, &request, limits(picture.header), text.baseAddress)
      return result == 0 ? nil : String(cString: text.baseAddress!)
    }
    guard let failure else { return }
    throw DOMException(
      name: "EncodingError", message: "the JPEG is damaged",
      cause: SystemCause(call: "libjpeg", code: -1, domain: .codec, text: failure))
  }

  /// Programs write about ten scans, which decode each block about six times. In a small picture,
  /// many more cost little. The memory holds coefficients for 85 million pixels.
  private static func limits(_ header: JPEGFrameHeader) -> usermedia_jpeg_limits {
    usermedia_jpeg_limits(
      blocks: UInt64(max(16 * header.blockCount, 1 << 22)), memory: 1 << 28)
  }
}

extension Int {
  /// The number of samples per side that libjpeg writes, in blocks of eight.
  var wholeBlocks: Int { (self + 7) / 8 * 8 }
}
