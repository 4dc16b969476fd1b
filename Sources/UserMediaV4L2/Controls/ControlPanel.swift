import CV4L2
import Logging
import UserMediaCore

/// Sets an open camera's controls, and restores their original values.
struct ControlPanel: Sendable {
  private let device: V4L2Device
  private let controls: [DeviceControl]
  private let logger: Logger
  /// The original values of the controls that were changed, by control id.
  private var found: [UInt32: Int32] = [:]
  /// The values they were set to, by control id.
  private var numbers: [UInt32: Int32] = [:]
  /// Records both, in case the program is killed.
  private let journal: ControlJournal?

  /// Creates a panel for those of a camera's controls that `names` contains.
  init(
    _ device: V4L2Device, naming names: some Collection<CameraControl>,
    journal: ControlJournal? = nil, logger: Logger
  ) {
    self.device = device
    self.journal = journal
    self.logger = logger
    controls = ControlMapping.all.filter { names.contains($0.control) }
      .compactMap { DeviceControl($0, of: device) }
  }

  /// The range of each control that a camera has.
  static func ranges(of device: V4L2Device) -> [CameraControl: CameraControlRange] {
    ControlMapping.all.reduce(into: [:]) { ranges, mapping in
      ranges[mapping.control] = DeviceControl(mapping, of: device)?.range
    }
  }

  /// One control to set.
  private struct Step {
    var id: UInt32
    var number: Int32
    var condition: ControlMapping.Condition?
    var turn: Turn
  }

  /// The order of setting: some drivers accept a value only in its mode.
  private enum Turn: Int {
    case manualMode, value, automaticMode, valueOfAutomaticMode
  }

  /// Sets the given controls, and restores controls that were set before and aren't given now.
  /// - Returns: each control's current value.
  mutating func set(_ wishes: CameraControlSettings) -> CameraControlSettings {
    apply(wishes)
    return values
  }

  private mutating func apply(_ wishes: CameraControlSettings) {
    device.ask()
    var steps: [Step] = []
    for control in controls {
      guard let wish = wishes[control.mapping.control], let number = control.number(wish) else {
        continue
      }
      let condition = control.mapping.condition
      if let condition, condition.isImplied {
        steps.append(
          Step(id: condition.id, number: condition.values[0], condition: nil, turn: .manualMode))
      }
      steps.append(
        Step(
          id: control.mapping.id, number: number, condition: condition,
          turn: turn(control.mapping.id, number)))
    }
    let before = found
    for step in steps where found[step.id] == nil { found[step.id] = device.control(step.id) }
    let ids = Set(steps.map(\.id))
    let forgotten = before.filter { !ids.contains($0.key) }
    steps += forgotten.map { id, number in
      Step(id: id, number: number, condition: nil, turn: turn(id, number))
    }
    for step in steps where ids.contains(step.id) { numbers[step.id] = step.number }
    note()
    for step in steps.sorted(by: { $0.turn.rawValue < $1.turn.rawValue }) { perform(step) }
    // What a camera that does not answer was not told stays recorded.
    guard !device.isSilent else { return }
    for id in forgotten.keys {
      found[id] = nil
      numbers[id] = nil
    }
    // Read back, because drivers round.
    for id in ids { numbers[id] = device.control(id) }
    note()
  }

  /// Records the changed controls and their original values in the journal.
  private func note() {
    guard let journal else { return }
    guard !found.isEmpty else { return journal.remove() }
    let changes = found.map { id, found in
      ChangedControls.Change(id: id, found: found, set: numbers[id] ?? found)
    }
    if let problem = journal.write(changes) {
      logger.notice("\(device.path): if this program is killed, its controls stay: \(problem)")
    }
  }

  /// Restores controls that another program set, if they still have the values it set.
  static func putBack(_ changes: [ChangedControls.Change], on device: V4L2Device, logger: Logger) {
    let panel = ControlPanel(device, naming: [], logger: logger)
    let steps = changes.filter { device.control($0.id) == $0.set }.map { change in
      Step(
        id: change.id, number: change.found, condition: nil,
        turn: panel.turn(change.id, change.found))
    }
    for step in steps.sorted(by: { $0.turn.rawValue < $1.turn.rawValue }) { panel.perform(step) }
  }

  /// Each control's current value.
  var values: CameraControlSettings {
    controls.reduce(into: [:]) { values, control in
      values[control.mapping.control] = control.value(of: device)
    }
  }

  /// Restores every control that was set.
  mutating func putBack() {
    if !found.isEmpty { apply([:]) }
  }

  private func turn(_ id: UInt32, _ number: Int32) -> Turn {
    if let manual = ControlMapping.manualNumbers[id] {
      return manual.contains(number) ? .manualMode : .automaticMode
    }
    return id == UInt32(V4L2_CID_AUTO_EXPOSURE_BIAS) ? .valueOfAutomaticMode : .value
  }

  private func perform(_ step: Step) {
    let current = device.control(step.id)
    if current == step.number { return }
    if let condition = step.condition, let mode = device.control(condition.id),
      !condition.values.contains(mode)
    {
      return
    }
    let code = device.setControl(step.id, step.number)
    if code != 0 {
      logger.debug("\(device.failure("does not take a control", .setControl, code))")
    }
  }
}
