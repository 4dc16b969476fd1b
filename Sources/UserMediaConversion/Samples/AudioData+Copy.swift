public import UserMediaCore

extension AudioData {
  /// Planes that the sound has in a format: one for each channel where that is planar, else one.
  public func numberOfPlanes(_ format: AudioSampleFormat) -> Int {
    format.isPlanar ? numberOfChannels : 1
  }

  /// The bytes that ``copy(to:_:)`` with the same options needs (WebCodecs,
  /// `AudioData.allocationSize`).
  /// - Throws: `RangeError` when there is no such plane, or not that many samples.
  public func allocationSize(
    _ options: AudioDataCopyToOptions = AudioDataCopyToOptions()
  ) throws(RangeError) -> Int {
    try SampleCopy(self, options).byteCount
  }

  /// Copies samples to memory of the caller's, in any format (WebCodecs, `AudioData.copyTo`).
  ///
  /// Floating-point samples are limited to -1…1 where they become whole numbers.
  /// - Throws: `RangeError` when there is no such plane, not that many samples, or the destination
  ///   is too small.
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
  /// - Throws: `RangeError` when there is no such channel.
  public func samples(ofChannel channel: Int) throws(RangeError) -> [Float] {
    let copy = try SampleCopy(self, AudioDataCopyToOptions(planeIndex: channel, format: .f32Planar))
    return [Float](unsafeUninitializedCapacity: numberOfFrames) { samples, count in
      copy.run(UnsafeMutableRawBufferPointer(samples))
      count = numberOfFrames
    }
  }
}
