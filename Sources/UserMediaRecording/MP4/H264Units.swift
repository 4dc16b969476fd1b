/// Converts H.264 from a byte stream (ITU-T H.264, Annex B) to what MP4 holds (ISO/IEC 14496-15).
struct H264Units {
  private static let sequenceParameterSet: UInt8 = 7
  private static let pictureParameterSet: UInt8 = 8

  /// The parameter sets of the first key chunk; empty before it.
  private(set) var sequenceSet: [UInt8] = []
  private(set) var pictureSet: [UInt8] = []

  /// Whether ``configuration`` is complete.
  var isComplete: Bool { sequenceSet.count >= 4 && !pictureSet.isEmpty }

  /// Appends a chunk's units to `target`, each after its length, without the parameter sets.
  mutating func convert(_ chunk: UnsafeRawBufferPointer, into target: inout [UInt8]) {
    var start = Self.afterStartCode(chunk, from: 0)
    while let begin = start {
      let next = Self.startCode(chunk, from: begin)
      let unit = UnsafeRawBufferPointer(rebasing: chunk[begin..<(next ?? chunk.count)])
      switch unit.first.map({ $0 & 0x1f }) {
      case Self.sequenceParameterSet: sequenceSet = Array(unit)
      case Self.pictureParameterSet: pictureSet = Array(unit)
      case nil: break
      default:
        let count = UInt32(unit.count)
        for shift in [24, 16, 8, 0] as [UInt32] {
          target.append(UInt8(truncatingIfNeeded: count >> shift))
        }
        target.append(contentsOf: unit)
      }
      start = next.flatMap { Self.afterStartCode(chunk, from: $0) }
    }
  }

  /// The contents of an `avcC` box.
  var configuration: [UInt8] {
    // Version 1, profile, compatibility, level; lengths of four bytes; one set of each kind.
    [1, sequenceSet[1], sequenceSet[2], sequenceSet[3], 0xff, 0xe1]
      + [
        UInt8(truncatingIfNeeded: sequenceSet.count >> 8),
        UInt8(truncatingIfNeeded: sequenceSet.count),
      ]
      + sequenceSet + [1]
      + [
        UInt8(truncatingIfNeeded: pictureSet.count >> 8),
        UInt8(truncatingIfNeeded: pictureSet.count),
      ]
      + pictureSet
  }

  /// Where the next start code begins, with its leading zero if it has four bytes.
  private static func startCode(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    while index + 3 <= bytes.count {
      if bytes[index + 2] > 1 {
        index += 3
      } else if bytes[index] == 0, bytes[index + 1] == 0, bytes[index + 2] == 1 {
        return index > start && bytes[index - 1] == 0 ? index - 1 : index
      } else {
        index += 1
      }
    }
    return nil
  }

  /// The first byte after the next start code.
  private static func afterStartCode(_ bytes: UnsafeRawBufferPointer, from start: Int) -> Int? {
    startCode(bytes, from: start).map { $0 + (bytes[$0 + 2] == 1 ? 3 : 4) }
  }
}
