import UserMediaConstraints
import UserMediaCore

extension MediaStreamTrack {
  /// Why the track does not meet a requirement although its device can: another track keeps the
  /// device in a different mode, or the driver delivered something other than requested.
  /// - Parameters:
  ///   - input: the device's configuration for the track.
  ///   - settings: the track's resulting settings.
  func notGiven(
    _ property: ConstrainableProperty, of selection: Selection, from input: TrackInput,
    as settings: MediaTrackSettings
  ) -> OverconstrainedError {
    OverconstrainedError(
      constraint: property.rawValue,
      message: modeOfOthers(selection, input)
        ?? driverGave(settings[property], for: selection.settings[property], property))
  }

  private func modeOfOthers(_ selection: Selection, _ input: TrackInput) -> String? {
    guard case .camera(let source, let port, let running) = input,
      case .video(let wanted) = selection.configuration, running != wanted,
      source.isShared(besides: port)
    else { return nil }
    let device = isDisplay ? "display" : "camera"
    let mode = "another track keeps the \(device) at \(running.width)x\(running.height)"
    guard running.width == wanted.width, running.height == wanted.height,
      let rate = running.frameRate, rate != wanted.frameRate
    else { return mode }
    let perSecond = MediaTrackSettings.Value.number(rate.framesPerSecond).json
    return "\(mode) and \(perSecond) frames per second"
  }

  private func driverGave(
    _ given: MediaTrackSettings.Value?, for chosen: MediaTrackSettings.Value?,
    _ property: ConstrainableProperty
  ) -> String {
    let address = candidate.description.address
    let wish = chosen.map { "\(property.rawValue) \($0.json)" } ?? property.rawValue
    let answer = given.map { "gave \($0.json)" } ?? "does not report what it delivers"
    return "\(address) was configured for \(wish) and \(answer)"
  }
}
