#if Screen
import CXCB
import Logging
import UserMediaCore

extension SurfaceStream {
  /// Looks whether the server has answered, and goes on from there.
  /// - Returns: whether it had.
  func advance() -> Bool {
    if let asked = cursorRequest {
      switch connection.pollCursor(asked) {
      case .none: break
      case .error: cursorRequest = nil
      case .reply(let reply):
        cursorRequest = nil
        cursor.show(CursorPicture(reply))
      }
    }
    switch request {
    case .none: return false
    case .pointer(let sequence):
      switch connection.pollPointer(sequence) {
      case .none: return false
      case .error(let cause): lose(cause)
      case .reply(let reply):
        answered()
        let pointer = reply.pointer.pointee
        let position = (
          x: Int(pointer.win_x) - target.area.x, y: Int(pointer.win_y) - target.area.y
        )
        cursor.move(to: pointer.same_screen == 0 ? nil : position, at: beat)
        requestPicture()
      }
    case .picture(let sequence, let buffer, let layout):
      switch connection.pollPicture(sequence) {
      case .none: return false
      case .error(let cause):
        // A server that says it can, and cannot: one of another machine behind a local socket.
        if lastFrame == nil { sharesMemory = false }
        lose(cause)
      case .reply: deliver(buffer, layout)
      }
    case .sentPicture(let sequence, let layout):
      switch connection.pollSentPicture(sequence) {
      case .none: return false
      case .error(let cause): lose(cause)
      case .reply(let reply):
        let pixels = reply.pixels
        guard pixels.count >= layout.byteCount else {
          answered()
          sink.captureDropped(.short, count: 1)
          break
        }
        let buffer = pool.take(byteCount: layout.byteCount)
        buffer.regions[0].mutableBytes.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: pixels[..<layout.byteCount]))
        deliver(buffer, layout)
      }
    }
    return true
  }

  /// Asks for a picture, or lends the last one again where it would be the same.
  func requestPicture() {
    let hasCursorChanged = cursor.changes(at: beat)
    if !isDamaged, !hasCursorChanged, damage != nil, let lastFrame {
      return lend(lastFrame.buffer, lastFrame.layout)
    }
    isDamaged = false
    // Before the picture is read, so that nothing that is drawn later goes unnoticed.
    if let damage { connection.clearDamage(damage) }
    if sharesMemory {
      do throws(CaptureError) {
        let (buffer, segment) = try buffers.take(from: connection)
        request = .picture(
          connection.requestPicture(of: target.drawable, target.drawnArea, into: segment), buffer,
          layout)
        return
      } catch {
        logger.notice("\(error)")
        sharesMemory = false
      }
    }
    request = .sentPicture(
      connection.requestSentPicture(of: target.drawable, target.drawnArea), layout)
  }

  private func deliver(_ buffer: FrameBuffer, _ layout: VideoFrameLayout) {
    answered()
    // Of a size that the surface has no more.
    guard layout === self.layout else { return sink.captureDropped(.corrupt, count: 1) }
    cursor.draw(
      into: buffer.regions[0].mutableBytes, width: layout.width, height: layout.height)
    lend(buffer, layout)
  }

  private func lend(_ buffer: FrameBuffer, _ layout: VideoFrameLayout) {
    timestamp = max(beat, timestamp == .min ? beat : timestamp + 1)
    let frame = VideoFrame(
      buffer: buffer, layout: layout, timestamp: timestamp, duration: frameDuration,
      sequence: sequence)
    sequence += 1
    lastFrame = frame
    sink.capture(frame)
  }

  /// A picture could not be had: the surface changed meanwhile, which an event tells.
  private func lose(_ cause: SystemCause) {
    answered()
    isDamaged = true
    logger.debug("\(connection.name) \(target.address.text): \(cause)")
    sink.captureDropped(.errorFlag, count: 1)
  }
}
#endif
