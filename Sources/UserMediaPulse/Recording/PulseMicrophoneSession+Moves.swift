import Synchronization
import UserMediaCore

extension PulseMicrophoneSession {
  /// The stream records from another microphone: a person moved it, or another one is the default.
  /// The sink is told once the server has said which. Called with the context's lock held.
  func moved(_ stream: RecordStream, _ configuration: AudioConfiguration, turn: Int) {
    state.withLock { state in
      guard state.turn == turn, state.run?.stream === stream else { return }
      (state.device, state.isDefault) = (stream.device, false)
    }
    inBackground(turn: turn) { [weak self] in
      await self?.tellMove(of: stream, configuration, turn: turn)
    }
  }

  private func tellMove(
    of stream: RecordStream, _ configuration: AudioConfiguration, turn: Int
  ) async {
    let context = connection.context
    guard let query = try? await context.sources() else { return }
    let microphones = query.microphones(canProcess: await connection.processors.canProcess())
    context.locked {
      guard let device = microphones.first(where: { $0.address == stream.device }),
        let (_, fragmentSize) = try? configuration.pulseAudio(device: device.address)
      else { return }
      let sink = state.withLock { state -> (any AudioSink)? in
        guard state.turn == turn, state.run?.stream === stream else { return nil }
        state.isDefault = device.isDefault
        return state.sink
      }
      sink?.captureMoved(
        to: device, as: stream.given(of: configuration, fragmentSize: fragmentSize))
    }
  }
}
