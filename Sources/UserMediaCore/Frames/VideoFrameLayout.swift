import Synchronization

/// What all frames of one configured stream have in common; made once, shared by every frame.
public final class VideoFrameLayout: Sendable {
  /// How the bytes are laid out.
  public let pixelFormat: PixelFormat
  /// Pixels across.
  public let width: Int
  /// Pixels down.
  public let height: Int
  /// One entry for each plane; empty for JPEG.
  public let planes: [PlaneLayout]
  /// How sample values stand for colours.
  public let colorSpace: VideoColorSpace
  /// How the rows follow each other in time.
  public let fieldOrder: VideoFieldOrder
  /// For each memory region, the bytes that a complete picture reaches into; empty for JPEG.
  package let requiredBytes: [Int]
  /// For each plane, the bytes from its first sample to the end of its last row.
  package let planeByteCounts: [Int]
  /// Whether the program decodes the stream's frames, where they are JPEGs.
  package let decodingHabit = DecodingHabit()
  private let targets = Mutex<[(key: ConversionKey, target: ConversionTarget)]>([])

  /// A layout whose planes are given one by one, as a driver reports them.
  ///
  /// `nil` when the planes are not those of the format, or a stride is smaller than a row.
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

  /// A layout in one piece of memory, planes one after another, as V4L2's single-planar API has it.
  ///
  /// `bytesPerLine` is the first plane's stride (default: no padding); V4L2 derives the strides of
  /// the other planes from it, where half of an odd one is rounded up. `nil` when a stride is smaller
  /// than a row.
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
      // Where there are several, the first has a byte for each pixel.
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

  /// The most pixels a side may have: beyond any camera, and small enough that no product
  /// overflows.
  package static let largestSide = 1 << 16

  /// Bytes that a frame of this layout takes when it lies in one piece; 0 for JPEG.
  package var byteCount: Int { requiredBytes.reduce(0, +) }

  /// Where conversions of this stream's frames by `key` go: made once, from the layout that `make`
  /// gives; `nil` when that is `nil`.
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
