import Synchronization

/// The properties shared by all frames of one configured stream; created once.
public final class VideoFrameLayout: Sendable {
  /// The pixel format.
  public let pixelFormat: PixelFormat
  /// Width in pixels.
  public let width: Int
  /// Height in pixels.
  public let height: Int
  /// One entry per plane; empty for JPEG.
  public let planes: [PlaneLayout]
  /// How sample values map to colours.
  public let colorSpace: VideoColorSpace
  /// How the rows are ordered in time.
  public let fieldOrder: VideoFieldOrder
  /// For each memory region, the number of bytes a complete picture extends to; empty for JPEG.
  package let requiredBytes: [Int]
  /// For each plane, the number of bytes from its first sample to the end of its last row.
  package let planeByteCounts: [Int]
  /// Whether the program decodes the stream's JPEG frames.
  package let decodingHabit = DecodingHabit()
  private let targets = Mutex<[(key: ConversionKey, target: ConversionTarget)]>([])

  /// Creates a layout from individual planes, as a driver reports them.
  ///
  /// `nil` if the planes do not match the format, or a stride is smaller than a row.
  package init?(
    pixelFormat: PixelFormat, width: Int, height: Int, planes: [PlaneLayout],
    colorSpace: VideoColorSpace = .init(), fieldOrder: VideoFieldOrder = .progressive
  ) {
    let geometry = pixelFormat.planeGeometry
    guard width > 0, height > 0, width <= Self.largestSide, height <= Self.largestSide,
      planes.count == geometry.count
    else { return nil }
    var counts: [Int] = []
    var required = [Int](repeating: 0, count: planes.map(\.region).max().map { $0 + 1 } ?? 0)
    for (plane, geometry) in zip(planes, geometry) {
      let row = geometry.rowBytes(width: width)
      guard plane.offset >= 0, plane.region >= 0, plane.stride >= row, plane.stride <= 1 << 24
      else { return nil }
      let count = plane.stride * (geometry.rows(height: height) - 1) + row
      counts.append(count)
      required[plane.region] = max(required[plane.region], plane.offset + count)
    }
    self.pixelFormat = pixelFormat
    self.width = width
    self.height = height
    self.planes = planes
    self.colorSpace = colorSpace
    self.fieldOrder = fieldOrder
    requiredBytes = required
    planeByteCounts = counts
  }

  /// Creates a layout with consecutive planes in one piece of memory, as in V4L2's single-planar
  /// API.
  ///
  /// `bytesPerLine` is the first plane's stride (default: no padding). V4L2 derives the other
  /// strides from it, rounding up half of an odd one. `nil` if a stride is smaller than a row.
  package convenience init?(
    pixelFormat: PixelFormat, width: Int, height: Int, bytesPerLine: Int? = nil,
    colorSpace: VideoColorSpace = .init(), fieldOrder: VideoFieldOrder = .progressive
  ) {
    let geometry = pixelFormat.planeGeometry
    guard width > 0, height > 0, !geometry.isEmpty else {
      self.init(
        pixelFormat: pixelFormat, width: width, height: height, planes: [], colorSpace: colorSpace,
        fieldOrder: fieldOrder)
      return
    }
    var planes: [PlaneLayout] = []
    var offset = 0
    for (index, plane) in geometry.enumerated() {
      // If there are several planes, the first has one byte per pixel.
      let stride =
        bytesPerLine.map { index == 0 ? $0 : plane.rowBytes(width: $0) }
        ?? plane.rowBytes(width: width)
      planes.append(PlaneLayout(offset: offset, stride: stride))
      offset += stride * plane.rows(height: height)
    }
    self.init(
      pixelFormat: pixelFormat, width: width, height: height, planes: planes,
      colorSpace: colorSpace,
      fieldOrder: fieldOrder)
  }

  /// The largest side in pixels: larger than any camera's, and small enough that no product
  /// overflows.
  package static let largestSide = 1 << 16

  /// The size of a frame stored contiguously, in bytes; 0 for JPEG.
  package var byteCount: Int { requiredBytes.reduce(0, +) }

  /// The target of conversions of this stream's frames by `key`, created once from the layout that
  /// `make` returns; `nil` if that is `nil`.
  package func target(_ key: ConversionKey, make: () -> VideoFrameLayout?) -> ConversionTarget? {
    targets.withLock { known in
      if let found = known.first(where: { $0.key == key }) { return found.target }
      guard let layout = make() else { return nil }
      if known.count == ConversionKey.limit { known.removeFirst() }
      known.append((key, ConversionTarget(layout: layout)))
      return known[known.count - 1].target
    }
  }
}
