import Synchronization
import UserMediaCore

/// What a sink received.
enum Heard<Piece: Sendable>: Sendable {
  case piece(Piece)
  case dropped(DropReason, Int)
  case muted(Bool)
  case ended(CaptureError)
}

/// A sink that provides the calls it receives as a sequence.
class Recorder<Piece: Sendable>: @unchecked Sendable {
  // Unchecked, because a class with subclasses can't be checked; all members are constant.
  let heard: AsyncStream<Heard<Piece>>
  private let continuation: AsyncStream<Heard<Piece>>.Continuation

  init() {
    (heard, continuation) = AsyncStream.makeStream()
  }

  func hear(_ what: Heard<Piece>) { continuation.yield(what) }
  func captureDropped(_ reason: DropReason, count: Int) { hear(.dropped(reason, count)) }
  func captureMuted(_ muted: Bool) { hear(.muted(muted)) }
  func captureEnded(_ error: CaptureError) { hear(.ended(error)) }

  /// The next `count` pieces; skips other calls.
  func pieces(_ count: Int) async -> [Piece] {
    var pieces: [Piece] = []
    for await case .piece(let piece) in heard {
      pieces.append(piece)
      if pieces.count == count { break }
    }
    return pieces
  }

  /// Why the capture ended, once it has.
  func end() async -> CaptureError? {
    for await case .ended(let error) in heard { return error }
    return nil
  }

  /// Ends the sequence and gives what it still held.
  func rest() async -> [Heard<Piece>] {
    continuation.finish()
    var rest: [Heard<Piece>] = []
    for await what in heard { rest.append(what) }
    return rest
  }
}

final class FrameRecorder: Recorder<VideoFrame>, VideoSink, @unchecked Sendable {
  func capture(_ frame: VideoFrame) { hear(.piece(frame)) }
}

final class SoundRecorder: Recorder<AudioData>, AudioSink, @unchecked Sendable {
  func capture(_ data: AudioData) { hear(.piece(data)) }
}
