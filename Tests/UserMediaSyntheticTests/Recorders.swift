import Synchronization
import UserMediaCore

/// What a sink received.
enum Received<Piece: Sendable>: Sendable {
  case piece(Piece)
  case dropped(DropReason, Int)
  case muted(Bool)
  case ended(CaptureError)
}

/// A sink that provides the calls it receives as a sequence.
class Recorder<Piece: Sendable>: @unchecked Sendable {
  // Unchecked, because a class with subclasses can't be checked; all members are constant.
  let received: AsyncStream<Received<Piece>>
  private let continuation: AsyncStream<Received<Piece>>.Continuation

  init() {
    (received, continuation) = AsyncStream.makeStream()
  }

  func receive(_ what: Received<Piece>) { continuation.yield(what) }
  func captureDropped(_ reason: DropReason, count: Int) { receive(.dropped(reason, count)) }
  func captureMuted(_ muted: Bool) { receive(.muted(muted)) }
  func captureEnded(_ error: CaptureError) { receive(.ended(error)) }

  /// The next `count` pieces; skips other calls.
  func pieces(_ count: Int) async -> [Piece] {
    var pieces: [Piece] = []
    for await case .piece(let piece) in received {
      pieces.append(piece)
      if pieces.count == count { break }
    }
    return pieces
  }

  /// Ends the sequence and returns the unread calls.
  func rest() async -> [Received<Piece>] {
    continuation.finish()
    var rest: [Received<Piece>] = []
    for await what in received { rest.append(what) }
    return rest
  }
}

final class FrameRecorder: Recorder<VideoFrame>, VideoSink, @unchecked Sendable {
  func capture(_ frame: VideoFrame) { receive(.piece(frame)) }
}

final class SoundRecorder: Recorder<AudioData>, AudioSink, @unchecked Sendable {
  func capture(_ data: AudioData) { receive(.piece(data)) }
}
