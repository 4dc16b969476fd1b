import UserMediaCore

/// Which bytes of each plane to copy, and where (WebCodecs, "Parse VideoFrameCopyToOptions" and
/// "Compute Layout and Allocation Size").
struct CopyPlan {
  /// The part of a plane to copy, in rows and bytes per row.
  struct Part {
    var top: Int
    var left: Int
    var rows: Int
    var rowBytes: Int
  }

  let format: PixelFormat
  let parts: [Part]
  /// The destination of each plane.
  let planes: [PlaneLayout]
  /// The number of bytes the destination needs.
  let byteCount: Int

  /// A plan for a whole picture without padding.
  /// - Precondition: the format has planes.
  init(_ layout: VideoFrameLayout) {
    self.init(
      layout.pixelFormat, VideoRect(x: 0, y: 0, width: layout.width, height: layout.height))
  }

  private init(_ format: PixelFormat, _ rect: VideoRect) {
    self.format = format
    parts = format.planeGeometry.map { geometry in
      Part(
        top: rect.y / geometry.verticalSubsampling,
        left: rect.x / geometry.horizontalSubsampling * geometry.bytesPerSample,
        rows: geometry.rows(height: rect.height), rowBytes: geometry.rowBytes(width: rect.width))
    }
    var offset = 0
    planes = parts.map { part in
      defer { offset += part.rows * part.rowBytes }
      return PlaneLayout(offset: offset, stride: part.rowBytes)
    }
    byteCount = offset
  }

  /// A plan for pictures with this layout, as requested by `options`.
  init(_ layout: VideoFrameLayout, _ options: VideoFrameCopyToOptions) throws {
    let format = options.format ?? layout.pixelFormat
    let geometry = format.planeGeometry
    guard !geometry.isEmpty else {
      throw DOMException(.notSupported, "\(format) has no planes to copy; ask for another format")
    }
    let whole = VideoRect(x: 0, y: 0, width: layout.width, height: layout.height)
    let rect = options.rect ?? whole
    guard rect.x >= 0, rect.y >= 0, rect.width > 0, rect.height > 0,
      rect.width <= whole.width - rect.x, rect.height <= whole.height - rect.y
    else { throw TypeError("the rectangle is not within the picture") }
    guard
      geometry.allSatisfy({
        rect.x % $0.horizontalSubsampling == 0 && rect.y % $0.verticalSubsampling == 0
      })
    else { throw TypeError("the rectangle does not start at a whole sample of every plane") }
    let packed = CopyPlan(format, rect)
    guard let planes = options.layout else {
      self = packed
      return
    }
    self.format = format
    parts = packed.parts
    self.planes = planes
    byteCount = try Self.byteCount(planes, packed.parts)
  }

  private static func byteCount(_ planes: [PlaneLayout], _ parts: [Part]) throws -> Int {
    guard planes.count == parts.count else {
      throw TypeError("the layout has \(planes.count) planes, the format \(parts.count)")
    }
    let places = try zip(planes, parts).map { plane, part in
      guard plane.offset >= 0, plane.offset <= 1 << 40, plane.stride >= part.rowBytes,
        plane.stride <= 1 << 24
      else { throw TypeError("a plane's stride is smaller than its row, or its offset is invalid") }
      return plane.offset..<plane.offset + plane.stride * part.rows
    }
    for (index, place) in places.enumerated() {
      guard !places[..<index].contains(where: { $0.overlaps(place) }) else {
        throw TypeError("two planes of the layout overlap")
      }
    }
    return places.map(\.upperBound).max() ?? 0
  }
}
