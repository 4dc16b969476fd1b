import Glibc

extension UnsafeBufferPointer<UInt8> {
  /// The number of bytes before the first line ending.
  var lineLength: Int? {
    guard let baseAddress, let end = memchr(baseAddress, Int32(UInt8(ascii: "\n")), count) else {
      return nil
    }
    return UnsafeRawPointer(baseAddress).distance(to: end)
  }

  /// The bytes in at most `count` parts of similar size, each ending at the end of a line.
  func parts(_ count: Int) -> [UnsafeBufferPointer<UInt8>] {
    var parts: [UnsafeBufferPointer<UInt8>] = []
    var rest = self
    for remaining in stride(from: count, to: 0, by: -1) where !rest.isEmpty {
      let middle = rest.count / remaining
      let tail = UnsafeBufferPointer(rebasing: rest[Swift.max(0, middle - 1)...])
      let length = tail.lineLength.map { rest.count - tail.count + $0 + 1 } ?? rest.count
      parts.append(UnsafeBufferPointer(rebasing: rest[..<length]))
      rest = UnsafeBufferPointer(rebasing: rest[length...])
    }
    return parts
  }
}
