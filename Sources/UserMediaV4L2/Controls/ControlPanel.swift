import CV4L2
import Logging
import UserMediaCore

/// The controls of an open camera: sets them, and puts them back as they were found.
struct ControlPanel: Sendable {
  private let device: V4L2Device
  private let controls: [DeviceControl]
  private let logger: Logger
  /// What the controls were that are set differently now, by V4L2's numbers.
  private var found: [UInt32: Int32] = [:]
  /// What they were set to.
  private var numbers: [UInt32: Int32] = [:]
  /// Where that is noted for the case that the program is killed.
  private let journal: ControlJournal?

  /// The controls of a camera that a list of them names.
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

  /// What can be set on a camera.
  static func ranges(of device: V4L2Device) -> [CameraControl: CameraControlRange] {
    ControlMapping.all.reduce(into: [:]) { ranges, mapping in
      ranges[mapping.control] = DeviceControl(mapping, of: device)?.range
    }
  }

  /// A control that is to be set.
  private struct Step {
    var id: UInt32
    var number: Int32
    var condition: ControlMapping.Condition?
    var turn: Turn
  }

  /// The order: some drivers accept a value only in its mode.
  private enum Turn: Int {
    case manualMode, value, automaticMode, valueOfAutomaticMode
  }

  /// Sets what `wishes` names, and restores what was set before and is not named.
  /// - Returns: what each control is now.
  mutating func set(_ wishes: CameraControlSettings) -> CameraControlSettings {
    apply(wishes)
    return values
  }

  private mutating func apply(_ wishes: CameraControlSettings) {
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
    for id in forgotten.keys {
      found[id] = nil
      numbers[id] = nil
    }
    // Drivers round.
    for id in ids { numbers[id] = device.control(id) }
    note()
  }

  /// Records in the journal how the controls differ from what they were at first.
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

  /// Restores controls that another program set, where they still have the values it set.
  static func putBack(_ changes: [ChangedControls.Change], on device: V4L2Device, logger: Logger) {
    let panel = ControlPanel(device, naming: [], logger: logger)
    let steps = changes.filter { device.control($0.id) == $0.set }.map { change in
      Step(
        id: change.id, number: change.found, condition: nil,
        turn: panel.turn(change.id, change.found))
    }
    for step in steps.sorted(by: { $0.turn.rawValue < $1.turn.rawValue }) { panel.perform(step) }
  }

  /// What each control is now.
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
