#if Screen
import CXCB
import UserMediaCore

/// Memory that the server writes pictures of one size into, lent to readers and used again when
/// they let go.
struct PictureBuffers {
  private struct Entry {
    var buffer: FrameBuffer
    let segment: xcb_shm_seg_t
  }

  private let byteCount: Int
  private var entries: [Entry] = []
  /// Buffers to keep that nobody reads: what two consumers in turn need.
  private static let mostIdle = 4

  init(byteCount: Int) {
    self.byteCount = byteCount
  }

  /// A buffer that nobody reads, for the server to write into.
  mutating func take(
    from connection: XConnection
  ) throws(CaptureError) -> (buffer: FrameBuffer, segment: xcb_shm_seg_t) {
    var idle: [Int] = []
    for index in entries.indices where takeBack(&entries[index].buffer) {
      idle.append(index)
    }
    for index in idle.dropFirst(Self.mostIdle).reversed() {
      connection.detach(entries.remove(at: index).segment)
    }
    if let index = idle.first { return (entries[index].buffer, entries[index].segment) }
    let memory = try connection.shareMemory(byteCount: byteCount)
    let entry = Entry(
      buffer: FrameBuffer(regions: [memory.region]), segment: memory.segment)
    entries.append(entry)
    return (entry.buffer, entry.segment)
  }

  /// Has the server let go of all of them; frames that are held stay as they are.
  mutating func release(to connection: XConnection) {
    for entry in entries { connection.detach(entry.segment) }
    entries = []
  }
}
#endif
