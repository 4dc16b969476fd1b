import CV4L2
import UserMediaCore

/// Queues and dequeues buffers. Owns the arguments of `VIDIOC_QBUF` and `VIDIOC_DQBUF` for both
/// APIs, so that a frame allocates nothing.
final class BufferExchange {
  private let device: V4L2Device
  private let type: V4L2BufferType
  private let planes: UnsafeMutableBufferPointer<v4l2_plane>
  private let queuedPlanes: UnsafeMutableBufferPointer<v4l2_plane>
  private let dequeued: UnsafeMutablePointer<v4l2_buffer>

  init(device: V4L2Device, type: V4L2BufferType) {
    self.device = device
    self.type = type
    planes = .allocate(capacity: Int(VIDEO_MAX_PLANES))
    planes.initialize(repeating: v4l2_plane())
    queuedPlanes = .allocate(capacity: Int(VIDEO_MAX_PLANES))
    queuedPlanes.initialize(repeating: v4l2_plane())
    dequeued = .allocate(capacity: 1)
    dequeued.initialize(to: v4l2_buffer())
  }

  deinit {
    planes.deallocate()
    queuedPlanes.deallocate()
    dequeued.deallocate()
  }

  /// The buffer dequeued last.
  var buffer: v4l2_buffer { dequeued.pointee }

  @inline(__always)
  private func blank(
    index: Int, planes: UnsafeMutableBufferPointer<v4l2_plane>
  ) -> v4l2_buffer {
    var buffer = v4l2_buffer()
    buffer.index = UInt32(index)
    buffer.type = type.rawValue
    buffer.memory = V4L2_MEMORY_MMAP.rawValue
    if type == .multiPlanar {
      planes.update(repeating: v4l2_plane())
      buffer.m.planes = planes.baseAddress
      buffer.length = UInt32(planes.count)
    }
    return buffer
  }

  /// The size and `mmap` offset of each memory plane of buffer `index`.
  func memory(index: Int) throws(CaptureError) -> [(byteCount: Int, offset: UInt32)] {
    dequeued.pointee = blank(index: index, planes: planes)
    try device.perform(
      .queryBuffer, &dequeued.pointee, orThrow: "does not say where its buffers are")
    switch type {
    case .singlePlanar: return [(Int(buffer.length), buffer.m.offset)]
    case .multiPlanar:
      return planes.prefix(planeCount).map { (Int($0.length), $0.m.mem_offset) }
    }
  }

  /// Queues buffer `index`.
  /// - Returns: 0, or the errno.
  @inline(__always)
  func queue(index: Int) -> Int32 {
    var buffer = blank(index: index, planes: queuedPlanes)
    return device.perform(.queue, &buffer)
  }

  /// Dequeues the next filled buffer into ``buffer``.
  /// - Returns: 0, or the errno: `EAGAIN` if no buffer is ready.
  @inline(__always)
  func dequeue() -> Int32 {
    dequeued.pointee = blank(index: 0, planes: planes)
    return device.perform(.dequeue, &dequeued.pointee)
  }

  /// The number of memory planes of the buffer dequeued last.
  var planeCount: Int { type == .singlePlanar ? 1 : min(Int(buffer.length), planes.count) }

  /// The bytes used in one memory plane of the buffer dequeued last, and the offset of its picture.
  @inline(__always)
  func payload(plane: Int) -> (byteCount: Int, offset: Int) {
    switch type {
    case .singlePlanar: (Int(buffer.bytesused), 0)
    case .multiPlanar: (Int(planes[plane].bytesused), Int(planes[plane].data_offset))
    }
  }

  /// The driver's timestamp for the buffer dequeued last, in microseconds; `nil` if it isn't from
  /// the monotonic clock.
  var timestamp: Int64? {
    guard
      buffer.flags & UInt32(V4L2_BUF_FLAG_TIMESTAMP_MASK)
        == UInt32(V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC)
    else { return nil }
    let (seconds, overflow) = Int64(buffer.timestamp.tv_sec).multipliedReportingOverflow(
      by: 1_000_000)
    return overflow ? nil : seconds &+ Int64(buffer.timestamp.tv_usec)
  }

  /// Whether the driver flagged the buffer dequeued last as damaged.
  var isDamaged: Bool { buffer.flags & UInt32(V4L2_BUF_FLAG_ERROR) != 0 }
}
