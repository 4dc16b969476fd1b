import CV4L2
import UserMediaCore

/// Hands buffers to a driver and takes them back: the arguments of `VIDIOC_QBUF` and `VIDIOC_DQBUF`
/// in both APIs, kept so that a frame allocates nothing.
final class BufferExchange {
  private let device: V4L2Device
  private let type: V4L2BufferType
  private let planes: UnsafeMutableBufferPointer<v4l2_plane>
  private let queuedPlanes: UnsafeMutableBufferPointer<v4l2_plane>
  private let taken: UnsafeMutablePointer<v4l2_buffer>

  init(device: V4L2Device, type: V4L2BufferType) {
    self.device = device
    self.type = type
    planes = .allocate(capacity: Int(VIDEO_MAX_PLANES))
    planes.initialize(repeating: v4l2_plane())
    queuedPlanes = .allocate(capacity: Int(VIDEO_MAX_PLANES))
    queuedPlanes.initialize(repeating: v4l2_plane())
    taken = .allocate(capacity: 1)
    taken.initialize(to: v4l2_buffer())
  }

  deinit {
    planes.deallocate()
    queuedPlanes.deallocate()
    taken.deallocate()
  }

  /// The buffer that was taken last.
  var buffer: v4l2_buffer { taken.pointee }

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

  /// Where the memory planes of buffer `index` are to be mapped.
  func memory(index: Int) throws(CaptureError) -> [(byteCount: Int, offset: UInt32)] {
    taken.pointee = blank(index: index, planes: planes)
    try device.perform(.queryBuffer, &taken.pointee, orThrow: "does not say where its buffers are")
    switch type {
    case .singlePlanar: return [(Int(buffer.length), buffer.m.offset)]
    case .multiPlanar:
      return planes.prefix(planeCount).map { (Int($0.length), $0.m.mem_offset) }
    }
  }

  /// Gives buffer `index` to the driver.
  /// - Returns: 0, or the error number.
  @inline(__always)
  func queue(index: Int) -> Int32 {
    var buffer = blank(index: index, planes: queuedPlanes)
    return device.perform(.queue, &buffer)
  }

  /// Takes the next filled buffer into ``buffer``.
  /// - Returns: 0, or the error number: `EAGAIN` when there is none.
  @inline(__always)
  func dequeue() -> Int32 {
    taken.pointee = blank(index: 0, planes: planes)
    return device.perform(.dequeue, &taken.pointee)
  }

  /// The memory planes of the buffer that was taken last.
  var planeCount: Int { type == .singlePlanar ? 1 : min(Int(buffer.length), planes.count) }

  /// The bytes that hold data in one memory plane of the buffer that was taken last, and where its
  /// picture begins among them.
  @inline(__always)
  func payload(plane: Int) -> (byteCount: Int, offset: Int) {
    switch type {
    case .singlePlanar: (Int(buffer.bytesused), 0)
    case .multiPlanar: (Int(planes[plane].bytesused), Int(planes[plane].data_offset))
    }
  }

  /// The driver's stamp of the buffer that was taken last, in microseconds; `nil` when it is not of
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

  /// Whether the driver marked the buffer that was taken last as damaged.
  var isDamaged: Bool { buffer.flags & UInt32(V4L2_BUF_FLAG_ERROR) != 0 }
}
