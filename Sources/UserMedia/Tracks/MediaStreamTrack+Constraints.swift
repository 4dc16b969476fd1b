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
      let kind: MediaDeviceKind = kind == .video ? .videoinput : .audioinput
      let named = constraints.naming(default: device.isDefault ? device.candidate : nil)
      let selections = try selectSettings(for: named, kind: kind, among: [device.candidate])
      guard let selection = selections.first else {
        throw DOMException(.operation, "\(label) offers nothing to choose from")
      }
      let reconfigured = try await reconfigured(selection.configuration)
      let isLive = values.withLock { values in
        values.input = reconfigured
        values.constraints = constraints
        values.selected = selection.settings
        values.settings = selection.settings.given(by: reconfigured)
        process(values)
        return values.state == .live
      }
      // A track that was stopped meanwhile must not hold the device.
      if !isLive { reconfigured.detach() }
      return .success(())
    } catch {
      return .failure(error)
    }
  }

  /// The input, running in another way.
  private func reconfigured(_ configuration: Selection.Configuration) async throws -> TrackInput {
    do throws(CaptureError) {
      switch (input, configuration) {
      case (.camera(let source, let port, _), .video(let wanted)):
        return .camera(source, port, try await source.attach(port, wanting: wanted))
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
