/// The position of one plane of a picture in memory (WebCodecs, `PlaneLayout`).
public struct PlaneLayout: Hashable, Sendable {
  /// The offset in bytes from the start of the plane's memory to its first sample.
  public let offset: Int
  /// The distance in bytes from one row to the next.
  public let stride: Int
  /// The index of the buffer's memory region that holds the plane: 0 unless the driver is
  /// multi-planar.
  package let region: Int

  /// Creates a plane at `offset` with rows `stride` bytes apart.
  public init(offset: Int, stride: Int) {
    self.init(offset: offset, stride: stride, region: 0)
  }

  package init(offset: Int, stride: Int, region: Int) {
    self.offset = offset
    self.stride = stride
    self.region = region
  }
}
