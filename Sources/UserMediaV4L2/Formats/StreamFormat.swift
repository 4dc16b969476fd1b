import CV4L2
import UserMediaCore

/// The format that the driver actually set, whatever was requested.
struct StreamFormat: Sendable {
  /// The layout of the driver's buffers.
  let layout: VideoFrameLayout

  /// Reads the result of `VIDIOC_S_FMT`.
  ///
  /// `nil` if this library can't read the format, or its numbers make no sense: a side of 0, a
  /// stride shorter than a row, missing planes.
  init?(_ format: v4l2_format, type: V4L2BufferType) {
    let answer = Answer(format, type: type)
    guard let native = NativeFormat(fourCC: answer.fourCC),
      native.memoryPlanes == 1 || native.memoryPlanes <= answer.bytesPerLine.count
    else { return nil }
    let pixelFormat = native.pixelFormat
    let colorSpace = VideoColorSpace(
      colorspace: answer.colorspace, encoding: answer.encoding, quantization: answer.quantization,
      transfer: answer.transfer, pixelFormat: pixelFormat)
    // For a single memory plane, the driver gives only the first plane's stride; 0 means that the
    // format has no meaningful stride.
    let stride = answer.bytesPerLine.first.flatMap { $0 == 0 ? nil : $0 }
    let layout =
      native.memoryPlanes == 1
      ? VideoFrameLayout(
        pixelFormat: pixelFormat, width: answer.width, height: answer.height,
        bytesPerLine: pixelFormat.isJPEG ? nil : stride, colorSpace: colorSpace,
        fieldOrder: answer.fieldOrder)
      : VideoFrameLayout(
        pixelFormat: pixelFormat, width: answer.width, height: answer.height,
        planes: answer.bytesPerLine.prefix(native.memoryPlanes).enumerated().map {
          PlaneLayout(offset: 0, stride: $1, region: $0)
        }, colorSpace: colorSpace, fieldOrder: answer.fieldOrder)
    guard let layout else { return nil }
    self.layout = layout
  }

  /// The members that both APIs share.
  private struct Answer {
    var fourCC, colorspace, encoding, quantization, transfer: UInt32
    var width, height: Int
    var bytesPerLine: [Int]
    var fieldOrder: VideoFieldOrder

    init(_ format: v4l2_format, type: V4L2BufferType) {
      // `field` is at the same offset in both APIs' structures.
      fieldOrder = VideoFieldOrder(format.fmt.pix.field)
      switch type {
      case .singlePlanar:
        let pix = format.fmt.pix
        fourCC = pix.pixelformat
        (width, height) = (Int(pix.width), Int(pix.height))
        bytesPerLine = [Int(pix.bytesperline)]
        (colorspace, encoding) = (pix.colorspace, pix.ycbcr_enc)
        (quantization, transfer) = (pix.quantization, pix.xfer_func)
      case .multiPlanar:
        let pix = format.fmt.pix_mp
        fourCC = pix.pixelformat
        (width, height) = (Int(pix.width), Int(pix.height))
        bytesPerLine = withUnsafeBytes(of: pix.plane_fmt) { bytes in
          bytes.bindMemory(to: v4l2_plane_pix_format.self).prefix(Int(pix.num_planes)).map {
            Int($0.bytesperline)
          }
        }
        (colorspace, encoding) = (pix.colorspace, UInt32(pix.ycbcr_enc))
        (quantization, transfer) = (UInt32(pix.quantization), UInt32(pix.xfer_func))
      }
    }
  }
}

extension VideoFieldOrder {
  /// Converts a driver's value (V4L2, `enum v4l2_field`).
  init(_ field: UInt32) {
    switch v4l2_field(field) {
    case V4L2_FIELD_INTERLACED, V4L2_FIELD_INTERLACED_TB, V4L2_FIELD_INTERLACED_BT:
      self = .interlaced
    case V4L2_FIELD_SEQ_TB, V4L2_FIELD_SEQ_BT: self = .sequential
    case V4L2_FIELD_TOP, V4L2_FIELD_BOTTOM, V4L2_FIELD_ALTERNATE: self = .singleField
    default: self = .progressive
    }
  }
}

extension V4L2Device {
  /// The field order as the driver is set now.
  func fieldOrder(type: V4L2BufferType) -> VideoFieldOrder {
    var format = v4l2_format()
    format.type = type.rawValue
    return perform(.getFormat, &format) == 0 ? VideoFieldOrder(format.fmt.pix.field) : .progressive
  }
}
