import Synchronization
import UserMediaCore

// All tracks of a camera share its controls: the latest request from any track wins.

extension CaptureSource {
  /// The camera's control values, as reported when one was last set.
  var controls: CameraControlSettings { state.withLock { $0.controls } }

  /// Sets the controls that `port` requests. If it no longer requests a control, the requests of
  /// other tracks apply again.
  func set(_ controls: CameraControlSettings, for port: TrackPort<Data>) async {
    let isChanged = state.withLock { state in
      let key = ObjectIdentifier(port)
      let before = state.feeds[key]?.controls.wanted ?? [:]
      state.controlsCount += 1
      let number = state.controlsCount
      state.feeds[key]?.controls = (controls, number)
      var wanted = state.wantedControls
      for control in before.keys where controls[control] == nil {
        let others = state.feeds.values.filter { $0.controls.wanted[control] != nil }
        wanted[control] =
          others.max { $0.controls.number < $1.controls.number }?.controls.wanted[control]
      }
      wanted.merge(controls) { $1 }
      defer { state.wantedControls = wanted }
      return state.wantedControls != wanted
    }
    if isChanged { await setControls(for: port) }
  }

  /// Sets the controls of the device if it is open, and notifies the tracks other than `port` of a
  /// change.
  func setControls(for port: TrackPort<Data>? = nil) async {
    let (set, wanted) = state.withLock { ($0.session?.set, $0.wantedControls) }
    guard let values = await set?(wanted) else { return }
    announce(.reconfigured, except: port) { state in
      defer { state.controls = values }
      return state.controls != values
    }
  }
}
