import UserMediaCore

extension VideoFrameLayout {
  /// The same layout with all memory planes in one block, one after another.
  var contiguous: VideoFrameLayout {
    guard requiredBytes.count > 1 else { return self }
    var starts: [Int] = []
    var end = 0
    for byteCount in requiredBytes {
      starts.append(end)
      end += byteCount
    }
    return with(
      planes.map { PlaneLayout(offset: starts[$0.region] + $0.offset, stride: $0.stride) }) ?? self
  }

  /// The same layout with each memory plane's data moved by an offset in bytes.
  func moved(by offsets: [Int]) -> VideoFrameLayout? {
    with(
      planes.map {
        PlaneLayout(
          offset: $0.offset + offsets[$0.region], stride: $0.stride, region: $0.region)
      })
  }

  private func with(_ planes: [PlaneLayout]) -> VideoFrameLayout? {
    VideoFrameLayout(
      pixelFormat: pixelFormat, width: width, height: height, planes: planes,
      colorSpace: colorSpace, fieldOrder: fieldOrder)
  }
}
