import CV4L2
import Glibc
import UserMediaCore

extension V4L2Device {
  /// More formats than any driver has; guards against a list that never ends.
  private static let maximumFormats = 256

  /// The FourCC codes of the driver's capture formats, in its order; changes nothing.
  func formats(type: V4L2BufferType) -> [UInt32] {
    var codes: [UInt32] = []
    for index in 0..<Self.maximumFormats {
      var description = v4l2_fmtdesc()
      description.index = UInt32(index)
      description.type = type.rawValue
      guard perform(.enumerateFormats, &description) == 0 else { break }
      codes.append(description.pixelformat)
    }
    return codes
  }

  /// Whether the driver accepts a format at exactly this size; changes nothing.
  func takes(fourCC: UInt32, width: Int, height: Int, type: V4L2BufferType) -> Bool {
    var format = v4l2_format(fourCC: fourCC, width: width, height: height, type: type)
    // If the driver can't try formats, setting it will show.
    guard perform(.tryFormat, &format) == 0 else { return true }
    // These members are at the same offsets in both APIs' structures.
    let pix = format.fmt.pix
    return pix.pixelformat == fourCC && pix.width == UInt32(width) && pix.height == UInt32(height)
  }

  /// Sets the format and the size.
  /// - Returns: the format that the driver chose.
  func setFormat(
    fourCC: UInt32, width: Int, height: Int, type: V4L2BufferType
  ) throws(CaptureError) -> v4l2_format {
    var format = v4l2_format(fourCC: fourCC, width: width, height: height, type: type)
    try perform(.setFormat, &format, orThrow: "cannot be set to \(width)x\(height)")
    return format
  }

  /// The current picture size; `nil` if the driver doesn't report one.
  func size(type: V4L2BufferType) -> (width: Int, height: Int)? {
    var format = v4l2_format()
    format.type = type.rawValue
    guard perform(.getFormat, &format) == 0 else { return nil }
    // Both are at the same offsets in both APIs' structures.
    let (width, height) = (Int(format.fmt.pix.width), Int(format.fmt.pix.height))
    return width > 0 && height > 0 ? (width, height) : nil
  }

  /// Sets the frame rate, if the driver supports it; a rejected rate leaves the driver's own.
  /// - Returns: the rate now in effect; `nil` if the driver doesn't report one.
  func setFrameRate(_ rate: FrameRate?, type: V4L2BufferType) -> FrameRate? {
    var parameters = v4l2_streamparm()
    parameters.type = type.rawValue
    // Drivers without frame rates don't implement this call.
    guard perform(.getParameters, &parameters) == 0 else { return nil }
    let canSet = parameters.parm.capture.capability & UInt32(V4L2_CAP_TIMEPERFRAME) != 0
    if let rate, canSet {
      var wanted = parameters
      wanted.parm.capture.timeperframe = v4l2_fract(
        numerator: rate.denominator, denominator: rate.numerator)
      if perform(.setParameters, &wanted) == 0 { parameters = wanted }
    }
    return FrameRate(interval: parameters.parm.capture.timeperframe)
  }
}

extension FrameRate {
  /// The rate of frames `interval` seconds apart; `nil` if that isn't a valid interval.
  init?(interval: v4l2_fract) {
    self.init(interval.denominator, interval.numerator)
  }
}

extension v4l2_format {
  /// The format to request from a driver.
  init(fourCC: UInt32, width: Int, height: Int, type: V4L2BufferType) {
    self.init()
    self.type = type.rawValue
    switch type {
    case .singlePlanar:
      fmt.pix.pixelformat = fourCC
      fmt.pix.width = UInt32(clamping: width)
      fmt.pix.height = UInt32(clamping: height)
    case .multiPlanar:
      fmt.pix_mp.pixelformat = fourCC
      fmt.pix_mp.width = UInt32(clamping: width)
      fmt.pix_mp.height = UInt32(clamping: height)
    }
  }
}
