import UserMediaConstraints
import UserMediaCore

extension OverconstrainedError {
  /// A driver gave something else than what was chosen, and that is not what is required.
  convenience init(notGiven property: ConstrainableProperty, by device: CandidateDevice) {
    self.init(
      constraint: property.rawValue,
      message: "\(device.description.address) was asked for it, and gave something else")
  }
}
