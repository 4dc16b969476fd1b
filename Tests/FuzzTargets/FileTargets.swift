import UserMediaConversion
import UserMediaCore

// Files used as devices: read to the end, as by the synthetic devices, and converted.

extension FuzzTarget {
  /// YUV4MPEG2.
  static let y4m = FuzzTarget("y4m") { bytes in
    let file = MemoryFile(bytes)
    guard let reader = try? Y4MReader(path: file.path) else { return }
    let layout = reader.layout
    for number in 0..<4 {
      let buffer = FrameBuffer(regions: [MemoryRegion(allocating: layout.byteCount)])
      guard (try? reader.read(into: buffer.regions[0].mutableBytes)) == true else {
        return precondition(number > 0, "a reader that opens has a frame")
      }
      let frame = VideoFrame(buffer: buffer, layout: layout, timestamp: 0, sequence: 0)
      _ = try? frame.converted(to: .rgba)
    }
  }

  /// WAV, RF64.
  static let wav = FuzzTarget("wav") { bytes in
    let file = MemoryFile(bytes)
    guard let reader = try? WAVReader(path: file.path) else { return }
    let size = reader.sample.byteCount * reader.channelCount
    let sound = MemoryRegion(allocating: 100 * size)
    var frame = 0
    while frame < min(reader.frameCount, 10_000) {
      let count = (try? reader.read(from: frame, into: sound.mutableBytes)) ?? 0
      precondition(count > 0 && count <= 100, "\(count) of \(reader.frameCount) frames")
      frame += count
    }
    precondition((try? reader.read(from: reader.frameCount, into: sound.mutableBytes)) == 0)
  }

  /// Motion JPEG without a container.
  static let mjpeg = FuzzTarget("mjpeg") { bytes in
    let file = MemoryFile(bytes)
    guard let reader = try? MJPEGReader(path: file.path) else { return }
    for _ in 0..<8 {
      guard let item = try? reader.next() else { break }
      guard case .picture(let picture) = item else { continue }
      decode(
        picture.buffer, byteCount: picture.byteCount, width: picture.width, height: picture.height)
    }
    reader.rewind()
    precondition((try? reader.next()) != nil, "a reader that opens has a picture")
  }

  /// One JPEG as sent by a camera, with any content, at the negotiated size.
  static let jpeg = FuzzTarget("jpeg") { bytes in
    var bytes = FuzzBytes(bytes)
    let (width, height) = (Int(bytes.next(UInt8.self)), Int(bytes.next(UInt8.self)))
    let buffer = FrameBuffer(regions: [MemoryRegion(allocating: bytes.rest.count)])
    buffer.regions[0].mutableBytes.copyMemory(from: bytes.rest)
    decode(buffer, byteCount: bytes.rest.count, width: width, height: height)
  }

  private static func decode(_ buffer: FrameBuffer, byteCount: Int, width: Int, height: Int) {
    guard
      let layout = VideoFrameLayout(pixelFormat: .mjpeg, width: width, height: height, planes: [])
    else { return }
    let frame = VideoFrame(
      buffer: buffer, layout: layout, byteCount: byteCount, timestamp: 0, sequence: 0)
    _ = try? frame.converted(to: .i420)
    _ = try? frame.jpegBytes()
  }
}
