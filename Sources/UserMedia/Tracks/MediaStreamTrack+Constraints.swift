import Synchronization
public import UserMediaConstraints
import UserMediaCore

extension MediaStreamTrack {
  /// Replaces all constraints and reconfigures the track (Media Capture and Streams, 4.3.5,
  /// `applyConstraints`). `nil` removes all constraints.
  ///
  /// Calls take effect in order; on an ended track they do nothing. Throws ``OverconstrainedError``
  /// if the device cannot meet the constraints, and a ``DOMException`` if the device fails to
  /// reconfigure. After an error, constraints and settings are unchanged.
  public func applyConstraints(_ constraints: MediaTrackConstraints? = nil) async throws {
    let constraints = constraints ?? MediaTrackConstraints(basic: .init())
    try await operations.run { [self] in await apply(constraints) }.get()
  }

  private func apply(_ constraints: MediaTrackConstraints) async -> Result<Void, any Error> {
    guard readyState == .live else { return .success(()) }
    do {
      try constraints.checkLimits()
      let named = named(constraints)
      let selection = try Selection.selectSettings(for: named, of: candidate)
      let input = try await reconfigured(selection, mayMove: constraints.acceptsAnyDevice)
      let settings = selection.settings.given(by: input)
      if let unmet = unmetConstraint(settings, named.basic, kind: device.kind) {
        let error = notGiven(unmet, of: selection, from: input, as: settings)
        adopt(input)
        // The old selection was possible before. If it no longer is, the track continues with what
        // the device delivers.
        if let old = try? Selection.selectSettings(
          for: self.named(getConstraints()), of: candidate),
          let input = try? await reconfigured(
            old, mayMove: getConstraints().acceptsAnyDevice)
        {
          adopt(input)
        }
        throw error
      }
      adopt(input) { values in
        values.constraints = constraints
        values.selected = selection.settings
      }
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  /// The constraints, with the track's device substituted for `"default"` if it is the default.
  private func named(_ constraints: MediaTrackConstraints) -> MediaTrackConstraints {
    constraints.naming(default: device.isDefault ? device.candidate : nil)
  }

  /// Takes data from `input` from now on.
  private func adopt(_ input: TrackInput, _ change: (inout Values) -> Void = { _ in }) {
    let (left, isLive) = values.withLock { values in
      let left = values.input
      guard values.state == .live else { return (left, false) }
      change(&values)
      // Another track may have reconfigured the device in the meantime.
      values.input = input.current
      values.settings = values.selected.given(by: values.input)
      process(values)
      return (left, true)
    }
    self.input.reconsider()
    if left.leave(for: input) { sourceChanged() }
    // A track stopped in the meantime must not hold the device.
    if !isLive { input.detach() }
  }

  /// The input, configured as selected. The track keeps its old source until it switches to this
  /// input.
  private func reconfigured(_ selection: Selection, mayMove: Bool) async throws -> TrackInput {
    do throws(CaptureError) {
      switch (input, selection.configuration) {
      case (.camera(let source, let port, _), .video(let wanted)):
        return .camera(
          source, port,
          try await source.attach(port, wanting: wanted, controls: selection.settings.controls))
      case (.microphone(let source, let port, _), .audio(let wanted)):
        guard case .microphone(let owner) = device.driver else { return input }
        var wanted = wanted
        wanted.mayMove = mayMove
        let next = owner.source(of: device.deviceDescription, wanted)
        guard next !== source else { return input }
        // Otherwise both sources would feed the port.
        port.pass(from: nil)
        do throws(CaptureError) {
          return .microphone(next, port, try await next.attach(port, wanting: wanted))
        } catch {
          source.feed(port)
          throw error
        }
      case (.camera, .audio), (.microphone, .video): return input
      }
    } catch {
      throw error.domException
    }
  }
}
