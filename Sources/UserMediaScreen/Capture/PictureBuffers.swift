#if Screen
import CXCB
import UserMediaCore

/// Shared memory that the server writes pictures of one size into, lent to readers and reused once
/// they release it.
struct PictureBuffers {
  private struct Entry {
    var buffer: FrameBuffer
    let segment: xcb_shm_seg_t
  }

  private let byteCount: Int
  private var entries: [Entry] = []
  /// Idle buffers to keep: what two alternating consumers need.
  private static let maximumIdle = 4

  init(byteCount: Int) {
    self.byteCount = byteCount
  }

  /// A buffer without readers, for the server to write into.
  mutating func take(
    from connection: XConnection
  ) throws(CaptureError) -> (buffer: FrameBuffer, segment: xcb_shm_seg_t) {
    var idle: [Int] = []
    for index in entries.indices where reclaimIfUnique(&entries[index].buffer) {
      idle.append(index)
    }
    for index in idle.dropFirst(Self.maximumIdle).reversed() {
      connection.detach(entries.remove(at: index).segment)
    }
    if let index = idle.first { return (entries[index].buffer, entries[index].segment) }
    let memory = try connection.shareMemory(byteCount: byteCount)
    let entry = Entry(
      buffer: FrameBuffer(regions: [memory.region]), segment: memory.segment)
    entries.append(entry)
    return (entry.buffer, entry.segment)
  }

  /// Makes the server detach all of them; frames that are held stay valid.
  mutating func release(to connection: XConnection) {
    for entry in entries { connection.detach(entry.segment) }
    entries = []
  }
}
#endif
