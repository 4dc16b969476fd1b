import CYUV
public import UserMediaCore

extension VideoFrame {
  /// The part of the picture within `crop`, scaled to `width` by `height` pixels: what `resizeMode`
  /// `crop-and-scale` delivers (Media Capture and Streams, `VideoResizeModeEnum`).
  ///
  /// An unscaled part shares the frame's own memory. A scaled one is created once, no matter how many
  /// callers ask: I420, NV12 and 32-bit RGB keep their format, all others become I420. `format`
  /// requests another format. The corner of `crop` is moved to the preceding even pixel if the
  /// format's chroma requires it.
  /// - Throws: what ``converted(to:)`` throws; `OperationError` if the crop is not within the picture
  ///   or a size is impossible.
  public func croppedAndScaled(
    to crop: VideoRect, width: Int, height: Int, format: PixelFormat? = nil
  ) throws(DOMException) -> VideoFrame {
    let picture = pixelFormat.isJPEG ? try converted(to: .i420) : self
    let part = try picture.cropped(to: crop)
    var result = part
    if width != part.codedWidth || height != part.codedHeight {
      result = try (part.canBeScaled ? part : try part.converted(to: .i420))
        .scaled(width: width, height: height)
    }
    if let format { return try result.converted(to: format) }
    return result
  }

  /// A frame that shows part of the picture in the same memory.
  /// - Precondition: the frame is not a JPEG.
  func cropped(to crop: VideoRect) throws(DOMException) -> VideoFrame {
    if crop == visibleRect { return self }
    guard crop.x >= 0, crop.y >= 0, crop.width > 0, crop.height > 0,
      crop.width <= codedWidth - crop.x, crop.height <= codedHeight - crop.y
    else {
      throw DOMException(
        .operation,
        "\(crop.width)x\(crop.height) at \(crop.x),\(crop.y) is not within "
          + "\(codedWidth)x\(codedHeight)")
    }
    let key = ConversionKey(
      pixelFormat: pixelFormat, width: crop.width, height: crop.height, crop: crop)
    guard let target = layout.target(key, make: { layout.cropped(to: crop) }) else {
      throw DOMException(.notSupported, "\(pixelFormat) cannot be cropped")
    }
    return VideoFrame(
      buffer: buffer, layout: target.layout, timestamp: timestamp, duration: duration,
      sequence: sequence)
  }

  fileprivate var canBeScaled: Bool {
    switch pixelFormat {
    case .i420, .yv12, .nv12: true
    default: pixelFormat.is32BitRGB
    }
  }

  /// The whole picture, scaled to another size.
  fileprivate func scaled(width: Int, height: Int) throws(DOMException) -> VideoFrame {
    let format = pixelFormat == .yv12 ? .i420 : pixelFormat
    let key = ConversionKey(pixelFormat: format, width: width, height: height, crop: visibleRect)
    return try derived(key) { () throws(DOMException) in
      let result = try derivedFrame(key) {
        VideoFrameLayout(
          pixelFormat: format, width: width, height: height, colorSpace: colorSpace,
          fieldOrder: height == codedHeight ? fieldOrder : .progressive)
      }
      let code = Planes(self).scale(to: Planes(result))
      guard code == 0 else {
        throw DOMException(
          .operation, "the picture could not be scaled to \(width)x\(height)",
          cause: SystemCause(
            call: "libyuv", code: code, domain: .codec, text: "the picture was refused"))
      }
      return result
    }
  }
}

extension Planes {
  /// Scales by averaging source pixels, where libyuv supports it.
  fileprivate func scale(to target: Planes) -> Int32 {
    switch format {
    case .i420, .yv12:
      I420Scale(
        y.start, y.stride, u.start, u.stride, v.start, v.stride, width, height, target.y.start,
        target.y.stride, target.u.start, target.u.stride, target.v.start, target.v.stride,
        target.width, target.height, kFilterBox)
    case .nv12:
      NV12Scale(
        y.start, y.stride, u.start, u.stride, width, height, target.y.start, target.y.stride,
        target.u.start, target.u.stride, target.width, target.height, kFilterBox)
    default:
      ARGBScale(
        y.start, y.stride, width, height, target.y.start, target.y.stride, target.width,
        target.height, kFilterBox)
    }
  }
}

extension VideoFrameLayout {
  /// The layout of a part of the picture in the same memory.
  fileprivate func cropped(to crop: VideoRect) -> VideoFrameLayout? {
    let geometry = pixelFormat.planeGeometry
    guard !geometry.isEmpty else { return nil }
    // The alignment required by all planes' subsampling: 1 or 2 in each direction.
    let across = geometry.map(\.horizontalSubsampling).max() ?? 1
    let down = geometry.map(\.verticalSubsampling).max() ?? 1
    let (x, y) = (crop.x / across * across, crop.y / down * down)
    let planes = zip(planes, geometry).map { plane, geometry in
      PlaneLayout(
        offset: plane.offset + y / geometry.verticalSubsampling * plane.stride
          + x / geometry.horizontalSubsampling * geometry.bytesPerSample,
        stride: plane.stride, region: plane.region)
    }
    return VideoFrameLayout(
      pixelFormat: pixelFormat, width: crop.width, height: crop.height, planes: planes,
      colorSpace: colorSpace, fieldOrder: fieldOrder)
  }
}
