import Synchronization
import UserMediaCore

extension PulseMicrophoneSession {
  /// Handles a move of the stream to another microphone, by the user or because the default
  /// changed. The sink is notified once the server has named the new one. Called with the context's
  /// lock held.
  func moved(_ stream: RecordStream, _ configuration: AudioConfiguration, turn: Int) {
    state.withLock { state in
      guard state.turn == turn, state.run?.stream === stream else { return }
      (state.device, state.isDefault) = (stream.device, false)
    }
    inBackground(turn: turn) { [weak self] in
      await self?.reportMove(of: stream, configuration, turn: turn)
    }
  }

  /// Handles a change of the default source. The server moves streams, but not their processor,
  /// which is replaced by one for the new default.
  func defaultChanged(_ run: Run, _ configuration: AudioConfiguration, turn: Int) {
    inBackground(turn: turn) { [weak self] in
      await self?.replace(run, configuration, turn: turn)
    }
  }

  private func replace(_ run: Run, _ configuration: AudioConfiguration, turn: Int) async {
    guard state.withLock({ $0.turn == turn && $0.run?.stream === run.stream }),
      await newDefault() != nil
    else { return }
    let resumesAt = connection.context.locked { () -> Int64 in
      run.stream.close()
      if !run.stream.isMuted { state.withLock(\.queue)?.captureMuted(true) }
      return run.stream.delivery.earliestTimestamp
    }
    await giveUp(run)
    do throws(CaptureError) {
      try await followDefault(configuration, turn: turn, resumesAt: resumesAt)
    } catch {
      do throws(CaptureError) {
        _ = try await begin(configuration, turn: turn, resumesAt: resumesAt)
      } catch {
        reportLoss(error, turn: turn)
      }
    }
  }

  /// Starts recording from the new default source.
  func followDefault(
    _ configuration: AudioConfiguration, turn: Int, resumesAt: Int64
  ) async throws(CaptureError) {
    let old = device
    guard let device = await newDefault() else {
      throw CaptureError(.unreadable, device: old, "there is no other source to record from")
    }
    state.withLock { $0.device = device.address }
    do throws(CaptureError) {
      let actual = try await begin(configuration, turn: turn, resumesAt: resumesAt)
      connection.context.locked { state.withLock(\.queue)?.captureMoved(to: device, as: actual) }
    } catch {
      state.withLock { $0.device = old }
      throw error
    }
  }

  /// The default source, if it isn't this session's and can be processed.
  private func newDefault() async -> DeviceDescription? {
    let canProcess = await connection.processors.canProcess()
    let query = try? await connection.context.sources()
    let microphone = query?.microphones(canProcess: canProcess).first(where: \.isDefault)
    guard let microphone, microphone.address != device,
      microphone.audio?.echoCancellation?.contains(true) == true
    else { return nil }
    return microphone
  }

  private func reportMove(
    of stream: RecordStream, _ configuration: AudioConfiguration, turn: Int
  ) async {
    let context = connection.context
    guard let query = try? await context.sources() else { return }
    let microphones = query.microphones(canProcess: await connection.processors.canProcess())
    context.locked {
      guard let device = microphones.first(where: { $0.address == stream.device }),
        let (_, fragmentSize) = try? configuration.pulseAudio(device: device.address)
      else { return }
      let sink = state.withLock { state -> QueuedSink? in
        guard state.turn == turn, state.run?.stream === stream else { return nil }
        state.isDefault = device.isDefault
        return state.queue
      }
      sink?.captureMoved(
        to: device, as: stream.actualConfiguration(for: configuration, fragmentSize: fragmentSize))
    }
  }
}
