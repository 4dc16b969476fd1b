import Glibc
import UserMedia

/// The lines of standard input, read in large blocks and lent without copying.
///
/// Memory is bounded: a line that is too long is skipped.
struct LineInput: ~Copyable {
  /// A line without its line ending.
  enum Line {
    /// Valid until the next call of ``fill()``.
    case text(UnsafeBufferPointer<UInt8>)
    /// A skipped line of ``LineInput/maximumLength`` bytes or more.
    case tooLong
  }

  /// Far longer than any real line; constraints with every member have a few thousand bytes.
  static let maximumLength = 16 << 20
  static let blockSize = 256 << 10

  private var base = UnsafeMutablePointer<UInt8>.allocate(capacity: blockSize)
  private var capacity = blockSize
  /// The start of the next line.
  private var start = 0
  /// How far it has been searched for its end.
  private var scanned = 0
  /// The end of the bytes read so far.
  private var end = 0
  private var isPassingOver = false
  /// Whether all has been read.
  private(set) var isAtEnd = false

  deinit {
    base.deallocate()
  }

  /// The next line; `nil` if no further line is complete. The last one may lack a newline.
  mutating func next() -> Line? {
    if let found = memchr(base + scanned, Int32(UInt8(ascii: "\n")), end - scanned) {
      return takeLine(to: UnsafeMutableRawPointer(base).distance(to: found), endLength: 1)
    }
    scanned = end
    return isAtEnd && (start < end || isPassingOver) ? takeLine(to: end, endLength: 0) : nil
  }

  /// All complete lines read so far, with their line endings, if they are worth several threads.
  mutating func nextBlock() -> UnsafeBufferPointer<UInt8>? {
    guard !isPassingOver, end - start >= Self.blockSize / 8 else { return nil }
    let unseen = UnsafeBufferPointer(start: base + scanned, count: end - scanned)
    guard let found = unseen.lastIndex(of: UInt8(ascii: "\n")) else { return nil }
    let block = UnsafeBufferPointer(start: base + start, count: scanned + found + 1 - start)
    start += block.count
    scanned = start
    return block
  }

  private mutating func takeLine(to lineEnd: Int, endLength: Int) -> Line {
    let line = UnsafeBufferPointer(start: base + start, count: lineEnd - start)
    start = lineEnd + endLength
    scanned = start
    if isPassingOver {
      isPassingOver = false
      return .tooLong
    }
    return .text(line)
  }

  /// Whether ``fill()`` would return at once.
  var isReady: Bool {
    var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) != 0
  }

  /// Reads more, once ``next()`` has no more lines; waits for the writer.
  mutating func fill() throws(DOMException) {
    makeRoom()
    while true {
      let count = read(STDIN_FILENO, base + end, capacity - end)
      if count >= 0 {
        end += count
        isAtEnd = count == 0
        return
      }
      if errno == EAGAIN {
        var request = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
        poll(&request, 1, -1)
      } else if errno != EINTR {
        throw unreadable("standard input", "read")
      }
    }
  }

  /// Moves a partial line to the front, or enlarges the block.
  private mutating func makeRoom() {
    if isPassingOver { start = end }
    if start > 0 {
      memmove(base, base + start, end - start)
      (start, scanned, end) = (0, scanned - start, end - start)
    } else if end == capacity {
      if capacity >= Self.maximumLength {
        isPassingOver = true
        (scanned, end) = (0, 0)
        return
      }
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2)
      larger.initialize(from: base, count: end)
      base.deallocate()
      (base, capacity) = (larger, capacity * 2)
    }
  }
}

extension LineInput.Line {
  /// The line's JSON value; throws a TypeError.
  var value: ConstraintValue {
    get throws {
      switch self {
      case .text(let bytes): try ConstraintValue(json: bytes)
      case .tooLong:
        throw TypeError("the line has \(LineInput.maximumLength) bytes or more")
      }
    }
  }
}
