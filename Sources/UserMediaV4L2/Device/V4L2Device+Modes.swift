import CV4L2
import UserMediaCore

extension V4L2Device {
  /// More sizes per format and more rates per size than any driver has; guards against a list that
  /// never ends.
  private static let maximumSizes = 256
  private static let maximumIntervals = 128

  /// Every mode of the camera, in the driver's order; changes nothing.
  ///
  /// A size that exists only in formats that libv4l2 must convert becomes a mode of I420, the
  /// format they are converted to.
  func modes(type: V4L2BufferType) -> [VideoMode] {
    var modes: [VideoMode] = []
    var unreadable: [UInt32] = []
    for code in formats(type: type) {
      guard let native = NativeFormat(fourCC: code) else {
        unreadable.append(code)
        continue
      }
      // A format with separate planes and the same format in one block are one mode to callers.
      for mode in self.modes(fourCC: code, as: native.pixelFormat, type: type)
      where !modes.contains(mode) {
        modes.append(mode)
      }
    }
    if type == .singlePlanar, !unreadable.isEmpty {
      modes += convertedModes(unreadable, besides: Set(modes.map(\.size)))
    }
    return modes
  }

  private func convertedModes(
    _ codes: [UInt32], besides native: Set<VideoMode.FrameSize>
  ) -> [VideoMode] {
    let others = codes.flatMap { code in
      frameSizes(fourCC: code, type: .singlePlanar).filter { !native.contains($0) }
        .map { (code: code, size: $0) }
    }
    // Created only if needed, because it lists all formats and sizes again.
    guard !others.isEmpty, let converter = FormatConverter(self) else { return [] }
    var modes: [VideoMode] = []
    for (code, size) in others
    where size.extremes.allSatisfy({ converter.source(width: $0.width, height: $0.height) == code })
    {
      modes += VideoMode.modes(.i420, size: size) { width, height in
        frameRates(fourCC: code, width: width, height: height)
      }
    }
    return modes
  }

  /// The modes of one of the driver's formats.
  private func modes(
    fourCC: UInt32, as pixelFormat: PixelFormat, type: V4L2BufferType
  ) -> [VideoMode] {
    frameSizes(fourCC: fourCC, type: type).flatMap { size in
      VideoMode.modes(pixelFormat, size: size) { width, height in
        frameRates(fourCC: fourCC, width: width, height: height)
      }
    }
  }

  private func frameSizes(fourCC: UInt32, type: V4L2BufferType) -> [VideoMode.FrameSize] {
    var sizes: [VideoMode.FrameSize] = []
    for index in 0..<Self.maximumSizes {
      var answer = v4l2_frmsizeenum()
      answer.index = UInt32(index)
      answer.pixel_format = fourCC
      guard perform(.enumerateFrameSizes, &answer) == 0 else {
        return index == 0 ? currentSize(fourCC: fourCC, type: type) : sizes
      }
      if let size = VideoMode.FrameSize(answer), !sizes.contains(size) { sizes.append(size) }
      // Only discrete sizes form a list (V4L2, `VIDIOC_ENUM_FRAMESIZES`).
      if answer.type != V4L2_FRMSIZE_TYPE_DISCRETE.rawValue { break }
    }
    return sizes
  }

  /// The size at which the driver would accept a format as it is set now; all that can be known
  /// about a driver that doesn't list its sizes.
  private func currentSize(fourCC: UInt32, type: V4L2BufferType) -> [VideoMode.FrameSize] {
    var format = v4l2_format()
    format.type = type.rawValue
    guard perform(.getFormat, &format) == 0 else { return [] }
    // These members are at the same offsets in both APIs' structures.
    format.fmt.pix.pixelformat = fourCC
    guard perform(.tryFormat, &format) == 0, format.fmt.pix.pixelformat == fourCC else { return [] }
    var size = v4l2_frmsizeenum()
    size.type = V4L2_FRMSIZE_TYPE_DISCRETE.rawValue
    size.discrete = v4l2_frmsize_discrete(
      width: format.fmt.pix.width, height: format.fmt.pix.height)
    return VideoMode.FrameSize(size).map { [$0] } ?? []
  }

  private func frameRates(fourCC: UInt32, width: Int, height: Int) -> VideoMode.FrameRates {
    var answers: [v4l2_frmivalenum] = []
    for index in 0..<Self.maximumIntervals {
      var answer = v4l2_frmivalenum()
      answer.index = UInt32(index)
      answer.pixel_format = fourCC
      answer.width = UInt32(width)
      answer.height = UInt32(height)
      guard perform(.enumerateFrameIntervals, &answer) == 0 else { break }
      answers.append(answer)
      if answer.type != V4L2_FRMIVAL_TYPE_DISCRETE.rawValue { break }
    }
    return VideoMode.FrameRates(answers)
  }
}
