import UserMediaCore

extension MediaTrackConstraints {
  /// The settings of a display whose size has changed: constraints that can no longer be met are
  /// ignored until they can (Screen Capture, 5.4); `nil` if it has no picture.
  package func selection(for display: CandidateDevice) -> Selection? {
    var relaxed = self
    while true {
      do {
        return try Selection.selectSettings(for: relaxed, of: display)
      } catch let error as OverconstrainedError {
        guard !relaxed.basic.properties.isEmpty else { return nil }
        if let failure = error.failures.first,
          let culprit = ConstrainableProperty(rawValue: failure.constraint),
          relaxed.basic[culprit] != nil
        {
          relaxed.basic[culprit] = nil
        } else {
          // Each can be met, and not all of them together.
          relaxed.basic = MediaTrackConstraintSet()
        }
      } catch {
        return nil
      }
    }
  }
}
