public import UserMediaCore

extension AudioData {
  /// The number of planes of this audio in a format: one per channel if it is planar, otherwise
  /// one.
  public func numberOfPlanes(_ format: AudioSampleFormat) -> Int {
    format.isPlanar ? numberOfChannels : 1
  }

  /// The number of bytes that ``copy(to:_:)`` needs with the same options (WebCodecs,
  /// `AudioData.allocationSize`).
  /// - Throws: `RangeError` if the plane or the samples are out of range.
  public func allocationSize(
    _ options: AudioDataCopyToOptions = AudioDataCopyToOptions()
  ) throws(RangeError) -> Int {
    try SampleCopy(self, options).byteCount
  }

  /// Copies samples to the caller's memory, in any format (WebCodecs, `AudioData.copyTo`).
  ///
  /// Floating-point samples are clamped to -1…1 when converted to integers.
  /// - Throws: `RangeError` if the plane or the samples are out of range, or the destination is too
  ///   small.
  public func copy(
    to destination: UnsafeMutableRawBufferPointer,
    _ options: AudioDataCopyToOptions = AudioDataCopyToOptions()
  ) throws(RangeError) {
    let copy = try SampleCopy(self, options)
    guard destination.count >= copy.byteCount else {
      throw RangeError(
        "the destination has \(destination.count) bytes, \(copy.byteCount) are needed")
    }
    copy.run(destination)
  }

  /// The samples of one channel, -1…1.
  /// - Throws: `RangeError` if there is no such channel.
  public func samples(ofChannel channel: Int) throws(RangeError) -> [Float] {
    let copy = try SampleCopy(self, AudioDataCopyToOptions(planeIndex: channel, format: .f32Planar))
    return [Float](unsafeUninitializedCapacity: numberOfFrames) { samples, count in
      copy.run(UnsafeMutableRawBufferPointer(samples))
      count = numberOfFrames
    }
  }
}
