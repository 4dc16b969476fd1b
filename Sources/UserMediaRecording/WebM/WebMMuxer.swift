package import UserMediaCore

/// Writes WebM, or Matroska with the same contents (RFC 9559).
///
/// Our own, because Debian packages no muxer that fits: libwebm-dev has just the parser,
/// libmatroska is a C++ library, and libavformat is built under the GPL.
///
/// Each second and before each key frame, a complete cluster with its size is written. So an
/// unfinished file, or a pipe, plays up to its last cluster. The segment's size, the duration and an
/// index are added at the end.
///
/// Unchecked, because only the thread that writes the recording uses it.
package final class WebMMuxer: Muxer, @unchecked Sendable {
  /// The length of a cluster in milliseconds; its blocks' times have 16 bits.
  private static let clusterLength: Int64 = 1000
  /// The size in bytes at which a cluster ends before its time.
  private static let clusterByteCount = 4 << 20
  /// Space for a SeekHead with three entries.
  private static let seekHeadByteCount = 128

  private let tracks: [EncodedTrack]
  private let output: any ContainerOutput
  private let docType: String
  private let hasVideo: Bool
  private var cluster = EBML()
  /// The time of the current cluster in milliseconds; `nil` if there is none.
  private var clusterTime: Int64?
  private var byteCount = 0
  /// Positions in the file, once the header is written.
  private var header: Header?
  private var cues: [(time: Int64, position: Int)] = []
  /// The end of the last chunk in microseconds.
  private var end: Int64 = 0

  /// Where the header's parts are in the file.
  private struct Header {
    var segmentSize: Int
    var segment: Int
    var seekHead: Int
    var info: Int
    var duration: Int
    var tracks: Int
  }

  /// - Parameter docType: `webm` or `matroska`.
  package init(_ tracks: [EncodedTrack], to output: any ContainerOutput, docType: String = "webm") {
    self.tracks = tracks
    self.output = output
    self.docType = docType
    hasVideo = tracks.contains { $0.isVideo }
  }

  package func write(_ chunk: EncodedChunk, track: Int) throws(DOMException) {
    if header == nil { try writeHeader() }
    let time = (chunk.timestamp + 500) / 1000
    let isPictureKey = tracks[track].isVideo && chunk.type == .key
    if let clusterTime,
      time - clusterTime >= Self.clusterLength || isPictureKey
        || cluster.bytes.count + chunk.byteLength > Self.clusterByteCount
    {
      try flush()
    }
    if clusterTime == nil {
      clusterTime = time
      cluster.removeAll()
      cluster.id(0x1f43_b675)  // Cluster
      cluster.size(0)
      cluster.uint(0xe7, UInt64(max(0, time)))  // Timestamp
      if isPictureKey || !hasVideo, let header {
        cues.append((time, byteCount - header.segment))
      }
    }
    cluster.simpleBlock(
      track: track + 1, time: Int16(clamping: time - (clusterTime ?? time)),
      isKey: chunk.type == .key, chunk.unsafeBytes)
    end = max(end, chunk.timestamp + (chunk.duration ?? 0))
  }

  package func flush() throws(DOMException) {
    guard clusterTime.take() != nil else { return }
    cluster.set(size: UInt64(cluster.bytes.count - 12), at: 4)
    try append(cluster)
  }

  package func finish() throws(DOMException) {
    if header == nil { try writeHeader() }
    let failure = attempt { () throws(DOMException) in try flush() }
    // Even if the disk is full, what is there becomes a complete file.
    let cuesPosition = byteCount
    let cuesFailure = attempt { () throws(DOMException) in try writeCues() }
    if output.canPatch {
      try patchHeader(cues: cuesFailure == nil && !cues.isEmpty ? cuesPosition : nil)
    }
    if let failure = failure ?? cuesFailure { throw failure }
  }

  private func append(_ elements: EBML) throws(DOMException) {
    let failure = elements.bytes.withUnsafeBytes { bytes in
      attempt { () throws(DOMException) in try output.append(bytes) }
    }
    if let failure { throw failure }
    byteCount += elements.bytes.count
  }

  private func patch(_ elements: EBML, at offset: Int) throws(DOMException) {
    let failure = elements.bytes.withUnsafeBytes { bytes in
      attempt { () throws(DOMException) in try output.patch(bytes, at: offset) }
    }
    if let failure { throw failure }
  }

  private func writeHeader() throws(DOMException) {
    var head = EBML()
    head.master(0x1a45_dfa3) {
      $0.uint(0x4286, 1)  // EBMLVersion
      $0.uint(0x42f7, 1)  // EBMLReadVersion
      $0.uint(0x42f2, 4)  // EBMLMaxIDLength
      $0.uint(0x42f3, 8)  // EBMLMaxSizeLength
      $0.string(0x4282, docType)
      $0.uint(0x4287, 4)  // DocTypeVersion
      $0.uint(0x4285, 2)  // DocTypeReadVersion
    }
    head.id(0x1853_8067)  // Segment
    let segmentSize = head.bytes.count
    head.size(EBML.unknownSize)
    let segment = head.bytes.count
    head.void(Self.seekHeadByteCount)
    let info = head.bytes.count
    var duration = 0
    head.master(0x1549_a966) {
      $0.uint(0x2ad7b1, 1_000_000)  // TimestampScale: milliseconds
      $0.string(0x4d80, "UserMedia")  // MuxingApp
      $0.string(0x5741, "UserMedia")  // WritingApp
      duration = $0.bytes.count
      $0.void(11)  // becomes Duration
    }
    let tracksPosition = head.bytes.count
    head.master(0x1654_ae6b) {
      for (index, track) in tracks.enumerated() { $0.track(index + 1, track) }
    }
    try append(head)
    header = Header(
      segmentSize: segmentSize, segment: segment, seekHead: segment, info: info,
      duration: duration, tracks: tracksPosition)
  }

  private func writeCues() throws(DOMException) {
    guard !cues.isEmpty else { return }
    let indexed = (tracks.firstIndex { $0.isVideo } ?? 0) + 1
    var element = EBML()
    element.master(0x1c53_bb6b) {
      for cue in cues {
        $0.master(0xbb) {
          $0.uint(0xb3, UInt64(max(0, cue.time)))
          $0.master(0xb7) {
            $0.uint(0xf7, UInt64(indexed))
            $0.uint(0xf1, UInt64(cue.position))
          }
        }
      }
    }
    try append(element)
  }

  private func patchHeader(cues: Int?) throws(DOMException) {
    guard let header else { return }
    var size = EBML()
    size.size(UInt64(byteCount - header.segment))
    try patch(size, at: header.segmentSize)
    var duration = EBML()
    duration.float(0x4489, Double(end) / 1000)
    try patch(duration, at: header.duration)
    var head = EBML()
    head.master(0x114d_9b74) {
      for (id, position) in [
        (0x1549_a966, header.info), (0x1654_ae6b, header.tracks), (0x1c53_bb6b, cues),
      ] as [(UInt32, Int?)] {
        guard let position else { continue }
        $0.master(0x4dbb) {
          var name = EBML()
          name.id(id)
          $0.binary(0x53ab, name.bytes)
          $0.uint(0x53ac, UInt64(position - header.segment))
        }
      }
    }
    head.void(Self.seekHeadByteCount - head.bytes.count)
    try patch(head, at: header.seekHead)
  }
}

extension EBML {
  /// A track's entry.
  fileprivate mutating func track(_ number: Int, _ track: EncodedTrack) {
    master(0xae) { entry in
      entry.uint(0xd7, UInt64(number))
      entry.uint(0x73c5, UInt64(number))  // TrackUID
      entry.uint(0x9c, 0)  // FlagLacing
      switch track {
      case .video(let codec, let width, let height, let colorSpace):
        entry.uint(0x83, 1)
        entry.string(0x86, codec.hasPrefix("vp8") ? "V_VP8" : "V_VP9")
        entry.master(0xe0) {
          $0.uint(0xb0, UInt64(width))
          $0.uint(0xba, UInt64(height))
          $0.colour(colorSpace)
        }
      case .audio(_, let sampleRate, let channels, let leadingFrames):
        entry.uint(0x83, 2)
        entry.string(0x86, "A_OPUS")
        entry.uint(0x56aa, UInt64(leadingFrames) * 1_000_000_000 / 48000)  // CodecDelay
        entry.uint(0x56bb, 80_000_000)  // SeekPreRoll: RFC 7845, 4.6
        entry.binary(0x63a2, opusHead(channels: channels, leadingFrames: leadingFrames))
        entry.master(0xe1) {
          $0.float(0xb5, Double(sampleRate))
          $0.uint(0x9f, UInt64(channels))
        }
      }
    }
  }

  /// The colours, without which players guess the range (RFC 9559, 5.1.4.1.28.16; ITU-T H.273).
  private mutating func colour(_ space: VideoColorSpace) {
    master(0x55b0) {
      $0.uint(0x55b1, UInt64(space.matrixCoefficients))
      $0.uint(0x55b9, space.fullRange == true ? 2 : 1)
    }
  }
}

/// The identification header of Opus (RFC 7845, 5.1).
func opusHead(channels: Int, leadingFrames: Int) -> [UInt8] {
  let low = UInt8(truncatingIfNeeded: leadingFrames)
  let high = UInt8(truncatingIfNeeded: leadingFrames >> 8)
  // Version 1, channels, what to skip, 48000 Hz, no gain, mapping family 0.
  return Array("OpusHead".utf8)
    + [1, UInt8(channels), low, high, 0x80, 0xbb, 0, 0, 0, 0, 0]
}
