#if Screen
import CXCB
import Logging
import UserMediaCore

extension SurfaceStream {
  /// Handles the response to the pending request and makes the next one.
  /// - Returns: whether there was a response.
  func advance() throws(CaptureError) -> Bool {
    advanceCursor()
    switch request {
    case .none: return false
    case .pointer(let sequence):
      switch connection.pollPointer(sequence) {
      case .none: return false
      case .error(let cause): try failed(cause, as: .errorFlag)
      case .reply(let pointer):
        request = .none
        let position = (x: pointer.x - target.area.x, y: pointer.y - target.area.y)
        cursor.move(to: pointer.isOnScreen ? position : nil, at: beat)
        requestPicture()
      }
    case .picture(let sequence, let buffer, let layout):
      switch connection.pollPicture(sequence) {
      case .none: return false
      case .error(let cause):
        // The server announces shared memory but cannot use ours: one on another machine, reached
        // through a local socket.
        if lastFrame == nil { stopSharing(because: "\(cause)") }
        try failed(cause, as: .errorFlag)
      case .reply(let picture) where picture.fits(layout, depth: target.depth):
        deliver(buffer, layout)
      case .reply: try failed(.malformed("xcb_shm_get_image"), as: .short)
      }
    case .sentPicture(let sequence, let layout):
      let answer = connection.pollSentPicture(sequence) { image, pixels -> FrameBuffer? in
        guard image.fits(layout, depth: target.depth) else { return nil }
        let buffer = pool.take(byteCount: layout.byteCount)
        buffer.regions[0].mutableBytes.copyMemory(
          from: UnsafeRawBufferPointer(rebasing: pixels[..<layout.byteCount]))
        return buffer
      }
      switch answer {
      case .none: return false
      case .error(let cause): try failed(cause, as: cause.isMalformed ? .short : .errorFlag)
      case .reply(let buffer): deliver(buffer, layout)
      }
    }
    return true
  }

  private func advanceCursor() {
    guard let asked = cursorRequest else { return }
    switch connection.pollCursor(asked) {
    case .none: break
    case .error(let cause):
      cursorRequest = nil
      logger.debug("\(connection.name) \(target.address.text): \(cause)")
    case .reply(let picture):
      cursorRequest = nil
      cursor.show(picture)
    }
  }

  /// Falls back to pictures sent over the connection.
  private func stopSharing(because reason: String) {
    logger.notice("\(connection.name) \(target.address.text): cannot share memory: \(reason)")
    sharesMemory = false
  }

  /// Requests a picture, or lends the last one again when nothing has changed.
  func requestPicture() {
    let hasCursorChanged = cursor.changes(at: beat)
    if !isDamaged, !hasCursorChanged, damage != nil, let lastFrame {
      return lend(lastFrame.buffer, lastFrame.layout)
    }
    isDamaged = false
    // Before the picture is read, so that later drawing is reported.
    if let damage { connection.clearDamage(damage) }
    if sharesMemory {
      do throws(CaptureError) {
        let (buffer, segment) = try buffers.take(from: connection)
        request = .picture(
          connection.requestPicture(of: target.drawable, target.drawnArea, into: segment), buffer,
          layout)
        return
      } catch {
        stopSharing(because: "\(error)")
      }
    }
    request = .sentPicture(
      connection.requestSentPicture(of: target.drawable, target.drawnArea), layout)
  }

  private func deliver(_ buffer: FrameBuffer, _ layout: VideoFrameLayout) {
    request = .none
    // The surface was resized since the request.
    guard layout === self.layout else { return sink.captureDropped(.corrupt, count: 1) }
    cursor.draw(into: buffer.regions[0].mutableBytes, layout)
    lend(buffer, layout)
  }

  private func lend(_ buffer: FrameBuffer, _ layout: VideoFrameLayout) {
    timestamp = max(beat, timestamp == .min ? beat : timestamp + 1)
    pictureArrived()
    let frame = VideoFrame(
      buffer: buffer, layout: layout, timestamp: timestamp, duration: frameDuration,
      sequence: sequence)
    sequence += 1
    lastFrame = frame
    sink.capture(frame)
  }
}

extension XImage {
  /// Whether it is a whole picture.
  fileprivate func fits(_ layout: VideoFrameLayout, depth: UInt8) -> Bool {
    self.depth == depth && byteCount >= layout.byteCount
  }
}
#endif
