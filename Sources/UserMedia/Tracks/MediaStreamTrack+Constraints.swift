import Synchronization
public import UserMediaConstraints
import UserMediaCore

extension MediaStreamTrack {
  /// Puts new constraints in the place of all the old ones, and configures the track anew (Media
  /// Capture and Streams, 4.3.5, `applyConstraints`). Nothing lifts all constraints.
  ///
  /// Calls are carried out in their order; on a track that has ended they do nothing. Throws
  /// ``OverconstrainedError`` when the device cannot do what is required, and a ``DOMException``
  /// when it does not run in the new way; constraints and settings then stay as they were.
  public func applyConstraints(_ constraints: MediaTrackConstraints? = nil) async throws {
    let constraints = constraints ?? MediaTrackConstraints(basic: .init())
    try await operations.run { [self] in await apply(constraints) }.get()
  }

  /// The same as a promise.
  public func applyConstraints(_ constraints: MediaTrackConstraints? = nil) -> Promise<Void> {
    Promise(on: queue) { try await self.applyConstraints(constraints) }
  }

  private func apply(_ constraints: MediaTrackConstraints) async -> Result<Void, any Error> {
    guard readyState == .live else { return .success(()) }
    do {
      let named = named(constraints)
      let selection = try selectSettings(for: named, of: candidate)
      let settings = try await run(selection)
      if let unmet = unmetConstraint(settings, named.basic, kind: device.kind) {
        // What the old constraints chose could be had before.
        _ = try await run(selectSettings(for: self.named(getConstraints()), of: candidate))
        throw OverconstrainedError(notGiven: unmet, by: device.candidate)
      }
      values.withLock { values in
        values.constraints = constraints
        values.selected = selection.settings
        values.settings = settings
        process(values)
      }
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  /// The constraints with the track's device in the place of the default one, where it is that.
  private func named(_ constraints: MediaTrackConstraints) -> MediaTrackConstraints {
    constraints.naming(default: device.isDefault ? device.candidate : nil)
  }

  /// Has the device run as was selected.
  /// - Returns: the settings that the track then has.
  private func run(_ selection: Selection) async throws -> MediaTrackSettings {
    let reconfigured = try await reconfigured(selection)
    let isLive = values.withLock { values in
      values.input = reconfigured
      return values.state == .live
    }
    // A track that was stopped meanwhile must not hold the device.
    if !isLive { reconfigured.detach() }
    return selection.settings.given(by: reconfigured)
  }

  /// The input, running in another way.
  private func reconfigured(_ selection: Selection) async throws -> TrackInput {
    do throws(CaptureError) {
      switch (input, selection.configuration) {
      case (.camera(let source, let port, _), .video(let wanted)):
        return .camera(
          source, port,
          try await source.attach(port, wanting: wanted, controls: selection.settings.controls))
      case (.microphone(let source, let port, _), .audio(let wanted)):
        guard case .microphone(let owner) = device.driver else { return input }
        let next = owner.source(of: device.deviceDescription, wanted)
        guard next !== source else { return input }
        // Both sources would feed the port otherwise.
        source.setPaused(true, port)
        do throws(CaptureError) {
          let running = try await next.attach(port, wanting: wanted)
          source.forget(port)
          return .microphone(next, port, running)
        } catch {
          source.setPaused(false, port)
          throw error
        }
      case (.camera, .audio), (.microphone, .video): return input
      }
    } catch {
      throw error.domException
    }
  }
}
