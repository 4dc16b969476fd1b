import UserMediaConstraints
import UserMediaConversion
import UserMediaCore

// What differs for a track of a screen or a window: it is scaled as a whole, and its size can
// change at any time (Screen Capture, 5.4).

extension MediaStreamTrack {
  /// Whether the track captures a screen or a window.
  package var isDisplay: Bool { device.candidate.description.display != nil }

  /// The device with its current capabilities: a display offers only its current size.
  var candidate: CandidateDevice {
    guard isDisplay, case .camera(_, _, let running) = input else { return device.candidate }
    return device.candidate.sized(as: running)
  }

  /// Reselects the settings for a display's current size, dropping constraints that it can no
  /// longer meet. Called with the values locked.
  func reselect(_ values: inout Values) {
    guard isDisplay, case .camera(_, _, let running) = values.input,
      let selection = values.constraints.selection(for: device.candidate.sized(as: running))
    else { return }
    values.selected = selection.settings
  }

  /// The whole picture, no larger than the track's size. A frame from before a size change keeps
  /// its own shape.
  func scaled(
    _ frame: VideoFrame, within size: (width: Int, height: Int)
  ) throws(DOMException) -> VideoFrame {
    let (across, down) = (Double(frame.codedWidth), Double(frame.codedHeight))
    var (width, height) = size
    // The settings' width and height are both rounded.
    let isShape =
      abs(Double(width) * down / across - Double(height)) <= 1
      || abs(Double(height) * across / down - Double(width)) <= 1
    if !isShape {
      let scale = min(Double(width) / across, Double(height) / down)
      width = max(1, Int((across * scale).rounded()))
      height = max(1, Int((down * scale).rounded()))
    }
    return try frame.croppedAndScaled(to: frame.visibleRect, width: width, height: height)
  }
}

extension CandidateDevice {
  /// The same display at its current size.
  fileprivate func sized(as running: VideoConfiguration) -> CandidateDevice {
    var sized = self
    for index in sized.description.videoModes.indices {
      sized.description.videoModes[index].size =
        .discrete(width: running.width, height: running.height)
    }
    return sized
  }
}
