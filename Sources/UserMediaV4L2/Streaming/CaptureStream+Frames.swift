import CV4L2
import Glibc
import Logging
import UserMediaCore

extension CaptureStream {
  /// Consecutive failures to dequeue a buffer after which the camera counts as broken. A single one
  /// can be a temporary loss of signal (V4L2, `VIDIOC_DQBUF`, `EIO`).
  private static let mostFailedDequeues = 8
  /// The size of the smallest JPEG in bytes: its start and end markers.
  private static let leastJPEG = 4

  /// Dequeues one buffer and delivers its frame; on the capture thread.
  func service(events: UInt32, now: Int64) throws(CaptureError) -> Outcome {
    reclaim()
    if events & EPOLLPRI.rawValue != 0, device.resolutionChanged() { return .resized }
    let code = exchange.dequeue()
    guard code == 0 else { return try failed(code, events: events) }
    failedDequeues = 0
    return try take(now: now)
  }

  /// Checks whether the stream has stalled; on the capture thread.
  func check(now: Int64) throws(CaptureError) -> Outcome {
    switch watch.verdict(now: now) {
    case .wait: return .streaming
    case .restart: return .stalled
    case .giveUp:
      let isDamaged = latestDrop.map { now - $0 < StallWatch.firstFrameLimit } ?? false
      throw CaptureError(
        .unreadable, device: device.path,
        isDamaged ? "gives only damaged frames" : "gives no frames")
    }
  }

  private func failed(_ code: Int32, events: UInt32) throws(CaptureError) -> Outcome {
    let isOver = events & (EPOLLERR.rawValue | EPOLLHUP.rawValue) != 0
    if code == EAGAIN, !isOver { return .idle }
    if code == EIO, !isOver, failedDequeues < Self.mostFailedDequeues {
      failedDequeues += 1
      sink.captureDropped(.errorFlag, count: 1)
      return .streaming
    }
    throw device.failure("gives no more frames", .dequeue, code)
  }

  @inline(__always)
  private func take(now: Int64) throws(CaptureError) -> Outcome {
    let index = Int(exchange.buffer.index)
    guard buffers.indices.contains(index), holders[index] == .driver else {
      throw CaptureError(
        .unreadable, device: device.path, "gives a buffer that it does not have")
    }
    holders[index] = .free
    let (number, missing) = sequence.advance(to: exchange.buffer.sequence)
    if missing > 0 { sink.captureDropped(.sequenceGap, count: missing) }
    let reason = reasonToDrop(index)
    if isResized() {
      sink.captureDropped(reason ?? .corrupt, count: 1)
      return .resized
    }
    if let reason {
      latestDrop = now
      sink.captureDropped(reason, count: 1)
    } else {
      if watch.frameArrived(now: now) { sink.captureMuted(false) }
      deliver(index, sequence: number, now: now)
    }
    // A lent frame is most likely held until the next one arrives; it is checked then.
    if holders[index] == .free { reclaim(index) }
    if lends, copiesInARow >= Self.mostCopiesInARow { grow() }
    return .streaming
  }

  /// Whether the camera has changed its picture size. The driver is asked only if the number of
  /// bytes changed, as it does with every JPEG.
  @inline(__always)
  private func isResized() -> Bool {
    guard !layout.planes.isEmpty else { return false }
    let byteCount = exchange.payload(plane: 0).byteCount
    guard byteCount != latestByteCount else { return false }
    defer { latestByteCount = byteCount }
    guard latestByteCount != nil, let size = device.size(type: type) else { return false }
    return size != (nativeLayout.width, nativeLayout.height)
  }

  /// Why the buffer dequeued last holds no complete frame; `nil` if it does.
  @inline(__always)
  private func reasonToDrop(_ index: Int) -> DropReason? {
    if exchange.isDamaged { return .errorFlag }
    guard exchange.planeCount >= dataOffsets.count else { return .short }
    for plane in dataOffsets.indices
    where exchange.payload(plane: plane).offset != dataOffsets[plane] {
      guard follow() else { return .corrupt }
      break
    }
    for plane in dataOffsets.indices {
      let byteCount = exchange.payload(plane: plane).byteCount
      if byteCount > memory(index, plane: plane).count { return .corrupt }
      let required =
        layout.planes.isEmpty ? dataOffsets[plane] + Self.leastJPEG : layout.requiredBytes[plane]
      if byteCount < required { return .short }
    }
    return nil
  }

  /// Adjusts the layout to the planes' current data offsets.
  private func follow() -> Bool {
    let offsets = dataOffsets.indices.map { exchange.payload(plane: $0).offset }
    guard let moved = nativeLayout.moved(by: offsets) else { return false }
    dataOffsets = offsets
    layout = moved
    return true
  }

  @inline(__always)
  private func deliver(_ index: Int, sequence: UInt64, now: Int64) {
    let timestamp = timestamps.timestamp(
      driver: exchange.timestamp, tick: now, now: MonotonicClock.now)
    let isJPEG = layout.planes.isEmpty
    let byteCount = isJPEG ? exchange.payload(plane: 0).byteCount - dataOffsets[0] : nil
    // A JPEG can be lent only from the start of its memory.
    if lends, holders.queuedCount >= minimumQueued, !isJPEG || dataOffsets[0] == 0 {
      holders[index] = .reader
      copiesInARow = 0
      sink.capture(
        VideoFrame(
          buffer: buffers[index], layout: layout, byteCount: byteCount, timestamp: timestamp,
          duration: frameDuration, sequence: sequence))
    } else {
      copiesInARow += 1
      sink.capture(
        VideoFrame(
          buffer: copy(index, byteCount: byteCount), layout: copyLayout, byteCount: byteCount,
          timestamp: timestamp, duration: frameDuration, sequence: sequence))
    }
  }

  /// Copies the picture of a buffer into memory of the program's own.
  private func copy(_ index: Int, byteCount: Int?) -> FrameBuffer {
    let copy = pool.take(byteCount: byteCount ?? copyLayout.byteCount)
    var target = copy.regions[0].mutableBytes
    for plane in dataOffsets.indices {
      let start = dataOffsets[plane]
      let end = byteCount.map { start + $0 } ?? layout.requiredBytes[plane]
      target.copyMemory(
        from: UnsafeRawBufferPointer(rebasing: memory(index, plane: plane)[start..<end]))
      target = UnsafeMutableRawBufferPointer(rebasing: target[(end - start)...])
    }
    return copy
  }

  /// Requeues every buffer that is no longer lent.
  func reclaim() {
    guard holders.queuedCount < buffers.count else { return }
    for index in buffers.indices { reclaim(index) }
  }

  private func reclaim(_ index: Int) {
    switch holders[index] {
    case .driver: return
    case .reader: guard reclaimIfUnique(&buffers[index]) else { return }
    case .free: break
    }
    let code = enqueue(index)
    if code != 0 { noteRefusal(of: index, code) }
  }

  /// Records that the driver refused a buffer. The next wake-up retries; if the driver accepts no
  /// buffer at all, no frame arrives and the stream counts as stalled.
  // Not inlined, because the logger would be loaded for each frame.
  @inline(never)
  private func noteRefusal(of index: Int, _ code: Int32) {
    holders[index] = .free
    logger.debug("\(device.failure("takes no buffer", .queue, code))")
  }

  /// Queues a buffer.
  /// - Returns: 0, or the errno.
  func enqueue(_ index: Int) -> Int32 {
    let code = exchange.queue(index: index)
    if code == 0 { holders[index] = .driver }
    return code
  }
}
