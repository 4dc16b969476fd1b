package import UserMediaCore

/// Writes fragmented MP4 (ISO/IEC 14496-12).
///
/// Our own, because Debian packages no muxer outside the GPL.
///
/// Each second, a complete fragment is written. So an unfinished file, or a pipe, plays up to its last
/// fragment. The duration and an index are added at the end.
///
/// Unchecked, because only the thread that writes the recording uses it.
package final class MP4Muxer: Muxer, @unchecked Sendable {
  /// The length of a fragment in microseconds.
  private static let fragmentLength: Int64 = 1_000_000
  /// The size in bytes at which a fragment ends before its time.
  private static let fragmentByteCount = 4 << 20

  /// A chunk of the current fragment.
  private struct Sample {
    let time: Int64
    let duration: Int64
    let byteCount: Int
    let isKey: Bool
  }

  /// A track and its part of the current fragment.
  private struct Track {
    let description: EncodedTrack
    let timescale: Int64
    var units: H264Units?
    var samples: [Sample] = []
    var data: [UInt8] = []
    var lastDuration: Int64 = 33_333
    /// Fragments that begin with a key chunk: for the index.
    var index: [(time: Int64, position: Int64)] = []

    mutating func append(_ chunk: UnsafeRawBufferPointer) {
      guard units?.convert(chunk, into: &data) == nil else { return }
      data.append(contentsOf: chunk)
    }
  }

  private var tracks: [Track]
  private let output: any ContainerOutput
  private var boxes = Boxes()
  private var byteCount = 0
  private var fragmentTime: Int64?
  private var sequence = 0
  /// Where the durations are, once the header is written.
  private var durations: (movie: Int, fragments: Int)?
  private var end: Int64 = 0

  package init(_ tracks: [EncodedTrack], to output: any ContainerOutput) {
    self.output = output
    self.tracks = tracks.map {
      var isH264 = false
      var timescale: Int64 = 1_000_000
      switch $0 {
      case .video(let codec, _, _, _): isH264 = codec.hasPrefix("avc1")
      case .audio(_, let sampleRate, _, _): timescale = Int64(sampleRate)
      }
      return Track(description: $0, timescale: timescale, units: isH264 ? H264Units() : nil)
    }
  }

  package func write(_ chunk: EncodedChunk, track: Int) throws(DOMException) {
    let isPictureKey = tracks[track].description.isVideo && chunk.type == .key
    if let fragmentTime,
      chunk.timestamp - fragmentTime >= Self.fragmentLength
        || (isPictureKey && !tracks[track].samples.isEmpty)
        || tracks.reduce(0, { $0 + $1.data.count }) + chunk.byteLength > Self.fragmentByteCount
    {
      try flush()
    }
    fragmentTime = fragmentTime ?? chunk.timestamp
    let before = tracks[track].data.count
    tracks[track].append(chunk.unsafeBytes)
    if let last = tracks[track].samples.last {
      tracks[track].lastDuration = max(1, chunk.timestamp - last.time)
    }
    tracks[track].samples.append(
      Sample(
        time: chunk.timestamp, duration: chunk.duration ?? tracks[track].lastDuration,
        byteCount: tracks[track].data.count - before, isKey: chunk.type == .key))
    end = max(end, chunk.timestamp + (chunk.duration ?? tracks[track].lastDuration))
  }

  package func flush() throws(DOMException) {
    // The header of H.264 needs the first picture.
    guard fragmentTime != nil, tracks.allSatisfy({ $0.units?.isComplete ?? true }) else { return }
    if durations == nil { try writeHeader() }
    fragmentTime = nil
    try writeFragment()
  }

  package func finish() throws(DOMException) {
    if fragmentTime == nil, durations == nil { try writeHeader() }
    let failure = attempt { () throws(DOMException) in try flush() }
    // Even if the disk is full, what is there becomes a complete file.
    let indexFailure = attempt { () throws(DOMException) in try writeIndex() }
    if output.canPatch, let durations {
      for offset in [durations.movie, durations.fragments] {
        var duration = Boxes()
        duration.u64(end / 1000)
        try patch(duration, at: offset)
      }
    }
    if let failure = failure ?? indexFailure { throw failure }
  }

  private func append(_ bytes: [UInt8]) throws(DOMException) {
    let failure = bytes.withUnsafeBytes { bytes in
      attempt { () throws(DOMException) in try output.append(bytes) }
    }
    if let failure { throw failure }
    byteCount += bytes.count
  }

  private func patch(_ boxes: Boxes, at offset: Int) throws(DOMException) {
    let failure = boxes.bytes.withUnsafeBytes { bytes in
      attempt { () throws(DOMException) in try output.patch(bytes, at: offset) }
    }
    if let failure { throw failure }
  }

  private func writeHeader() throws(DOMException) {
    var header = Boxes()
    let found = header.movie(
      tracks.map { ($0.description, $0.timescale, $0.units?.configuration ?? []) })
    try append(header.bytes)
    durations = found
  }

  private func writeFragment() throws(DOMException) {
    sequence += 1
    let used = tracks.indices.filter { !tracks[$0].samples.isEmpty }
    boxes.removeAll()
    var offsets: [Int] = []
    boxes.box("moof") { moof in
      moof.fullBox("mfhd") { $0.u32(sequence) }
      for index in used {
        moof.box("traf") { traf in
          offsets.append(trackFragment(&traf, index))
        }
      }
    }
    var position = boxes.bytes.count + 8
    for (index, offset) in zip(used, offsets) {
      boxes.set(u32: position, at: offset)
      position += tracks[index].data.count
      if tracks[index].description.isVideo, let first = tracks[index].samples.first, first.isKey {
        tracks[index].index.append((first.time, Int64(byteCount)))
      }
    }
    boxes.u32(position - boxes.bytes.count)
    boxes.text("mdat")
    // One write, so that a fragment is there as a whole or not at all.
    for index in used {
      boxes.append(tracks[index].data)
      tracks[index].samples.removeAll(keepingCapacity: true)
      tracks[index].data.removeAll(keepingCapacity: true)
    }
    try append(boxes.bytes)
  }

  /// - Returns: where the offset of the track's data is.
  private func trackFragment(_ traf: inout Boxes, _ index: Int) -> Int {
    let track = tracks[index]
    let scale = { (time: Int64) in time * track.timescale / 1_000_000 }
    // default-base-is-moof
    traf.fullBox("tfhd", flags: 0x20000) { $0.u32(index + 1) }
    traf.fullBox("tfdt", version: 1) { $0.u64(scale(track.samples[0].time)) }
    var offset = 0
    // Data offset, and for each sample duration, size and flags.
    traf.fullBox("trun", flags: 0x701) { trun in
      trun.u32(track.samples.count)
      offset = trun.bytes.count
      trun.u32(0)
      for (number, sample) in track.samples.enumerated() {
        let next = number + 1 < track.samples.count ? track.samples[number + 1].time : nil
        trun.u32(Int(scale(next ?? sample.time + sample.duration) - scale(sample.time)))
        trun.u32(sample.byteCount)
        // sample_depends_on 2: on none; 1 and not a sync sample otherwise.
        trun.u32(sample.isKey ? 0x0200_0000 : 0x0101_0000)
      }
    }
    return offset
  }

  private func writeIndex() throws(DOMException) {
    var index = Boxes()
    index.box("mfra") { mfra in
      for (number, track) in tracks.enumerated() where !track.index.isEmpty {
        mfra.fullBox("tfra", version: 1) {
          $0.u32(number + 1)
          $0.u32(0)  // Numbers of one byte.
          $0.u32(track.index.count)
          for entry in track.index {
            $0.u64(entry.time * track.timescale / 1_000_000)
            $0.u64(entry.position)
            // The first sample of the first run; which track fragment depends on the others.
            $0.u8(1)
            $0.u8(1)
            $0.u8(1)
          }
        }
      }
      mfra.fullBox("mfro") { $0.u32(0) }
    }
    index.set(u32: index.bytes.count, at: index.bytes.count - 4)
    try append(index.bytes)
  }
}
