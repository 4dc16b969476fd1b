import Synchronization
import UserMediaCore

extension MediaStreamTrack {
  /// Changes values and applies them to the data; the device is updated after the lock is released.
  func update(_ change: (inout Values) -> Void) {
    let input = values.withLock { values in
      change(&values)
      process(values)
      return values.input
    }
    input.reconsider()
  }

  /// Applies ``enabled`` and the frame rate to the data on its way to consumers. Called with the
  /// values locked, so that the last change is applied last; call ``TrackInput/reconsider()``
  /// afterwards.
  func process(_ values: borrowing Values) {
    let enabled = values.enabled
    values.input.setEnabled(enabled)
    switch values.input {
    case .microphone(_, let port, _):
      if enabled { return port.process(isCounting: true, nil) }
      port.process(isCounting: false) { [blank] data in blank.silence(like: data) }
    case .camera(_, let port, let running):
      let decimator = Self.decimator(from: running.frameRate, to: values.settings.frameRate)
      if decimator == nil && enabled { return port.process(isCounting: true, nil) }
      port.process(isCounting: enabled) { [blank] frame in
        if let decimator, !decimator.keeps(frame.timestamp) { return nil }
        return enabled ? frame : blank.black(like: frame)
      }
    }
  }

  /// A decimator, if the track wants a lower rate than the device's.
  private static func decimator(from device: FrameRate?, to wanted: Double?) -> FrameDecimator? {
    guard let device, let wanted, wanted > 0, wanted < device.framesPerSecond * 0.99 else {
      return nil
    }
    return FrameDecimator(framesPerSecond: wanted)
  }
}
