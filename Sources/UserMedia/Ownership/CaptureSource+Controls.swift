import Synchronization
import UserMediaCore

// A camera's controls are the same for all its tracks: what was asked last for any of them counts.

extension CaptureSource {
  /// What a camera's controls are, as it said when one was last set.
  var controls: CameraControlSettings { state.withLock { $0.controls } }

  /// Makes the controls what is asked of them for `port` now; one that was asked for before and is
  /// no more gives way to what other tracks ask.
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

  /// Sets the controls of the device, where it is open, and tells the tracks besides `port` when
  /// that changes any.
  func setControls(for port: TrackPort<Data>? = nil) async {
    let (set, wanted) = state.withLock { ($0.session?.set, $0.wantedControls) }
    guard let values = await set?(wanted) else { return }
    announce(.reconfigured, except: port) { state in
      defer { state.controls = values }
      return state.controls != values
    }
  }
}
