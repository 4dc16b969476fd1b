import Foundation

/// The first channel of a 16-bit WAV file.
struct Sound {
  let sampleRate: Int
  let samples: [Double]

  init(wav path: String) throws {
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    func number(_ offset: Int, _ count: Int) -> Int {
      (0..<count).reduce(0) { $0 | Int(bytes[offset + $1]) << (8 * $1) }
    }
    guard bytes.count > 44, bytes.starts(with: "RIFF".utf8), number(4, 4) == bytes.count - 8,
      bytes[8..<12].elementsEqual("WAVE".utf8)
    else { throw NoWAV() }
    var chunks: [String: Range<Int>] = [:]
    var offset = 12
    while offset + 8 <= bytes.count {
      let start = offset + 8
      let end = start + number(offset + 4, 4)
      guard end <= bytes.count else { throw NoWAV() }
      chunks[String(decoding: bytes[offset..<offset + 4], as: UTF8.self)] = start..<end
      offset = end + end % 2
    }
    guard let format = chunks["fmt "], let data = chunks["data"],
      number(format.lowerBound, 2) == 1, number(format.lowerBound + 14, 2) == 16
    else { throw NoWAV() }
    let frameBytes = 2 * number(format.lowerBound + 2, 2)
    sampleRate = number(format.lowerBound + 4, 4)
    samples = stride(from: data.lowerBound, to: data.upperBound, by: frameBytes).map {
      Double(Int16(truncatingIfNeeded: number($0, 2))) / 32768
    }
  }

  /// The magnitude of one frequency in a range of samples, by Goertzel's algorithm, and its phase
  /// at the start.
  func component(_ frequency: Double, in range: Range<Int>) -> (strength: Double, phase: Double) {
    var (real, imaginary) = (0.0, 0.0)
    for index in range {
      let angle = 2 * Double.pi * frequency * Double(index) / Double(sampleRate)
      real += samples[index] * cos(angle)
      imaginary -= samples[index] * sin(angle)
    }
    let count = Double(range.count)
    return (2 * (real * real + imaginary * imaginary).squareRoot() / count, atan2(imaginary, real))
  }

  private struct NoWAV: Error {}
}
