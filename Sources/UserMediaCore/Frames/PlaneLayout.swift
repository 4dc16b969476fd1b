/// Where one plane of a picture lies (WebCodecs, `PlaneLayout`).
public struct PlaneLayout: Hashable, Sendable {
  /// Bytes from the start of the memory that holds the plane to its first sample.
  public let offset: Int
  /// Bytes from one row to the next.
  public let stride: Int
  /// Which of the buffer's memory regions holds the plane: 0 unless the driver is multi-planar.
  package let region: Int

  /// A plane at `offset` whose rows are `stride` bytes apart.
  public init(offset: Int, stride: Int) {
    self.init(offset: offset, stride: stride, region: 0)
  }

  package init(offset: Int, stride: Int, region: Int) {
    self.offset = offset
    self.stride = stride
    self.region = region
  }
}
