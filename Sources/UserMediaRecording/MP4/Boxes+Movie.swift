import UserMediaCore

extension Boxes {
  /// Writes a fragmented movie's header, with each track's timescale and, for H.264, the contents of
  /// its `avcC`.
  /// - Returns: where its two durations in milliseconds are.
  mutating func movie(
    _ tracks: [(description: EncodedTrack, timescale: Int64, configuration: [UInt8])]
  ) -> (movie: Int, fragments: Int) {
    var found = (movie: 0, fragments: 0)
    box("ftyp") {
      $0.text("iso5")
      $0.u32(512)
      $0.text("iso5iso6mp41")
    }
    box("moov") { moov in
      moov.fullBox("mvhd", version: 1) {
        $0.zeros(16)
        $0.u32(1000)
        found.movie = $0.bytes.count
        $0.u64(0)
        $0.u32(0x10000)
        $0.u16(0x100)
        $0.zeros(10)
        $0.matrix()
        $0.zeros(24)
        $0.u32(tracks.count + 1)
      }
      for (index, track) in tracks.enumerated() {
        moov.track(index + 1, track.description, track.timescale, track.configuration)
      }
      moov.box("mvex") { mvex in
        mvex.fullBox("mehd", version: 1) {
          found.fragments = $0.bytes.count
          $0.u64(0)
        }
        for index in tracks.indices {
          mvex.fullBox("trex") {
            $0.u32(index + 1)
            $0.u32(1)
            $0.zeros(12)
          }
        }
      }
    }
    return found
  }

  private mutating func matrix() {
    for value in [0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x4000_0000] { u32(value) }
  }

  private mutating func track(
    _ number: Int, _ track: EncodedTrack, _ timescale: Int64, _ configuration: [UInt8]
  ) {
    box("trak") { trak in
      // Enabled, and part of the movie.
      trak.fullBox("tkhd", version: 1, flags: 3) {
        $0.zeros(16)
        $0.u32(number)
        $0.zeros(4 + 8 + 8)
        $0.zeros(4)
        $0.u16(track.isVideo ? 0 : 0x100)
        $0.zeros(2)
        $0.matrix()
        if case .video(_, let width, let height, _) = track {
          $0.u32(width << 16)
          $0.u32(height << 16)
        } else {
          $0.zeros(8)
        }
      }
      if case .audio(_, _, _, let leadingFrames) = track {
        // What the decoder outputs first is not played (ISO/IEC 14496-12, 8.6.6).
        trak.box("edts") {
          $0.fullBox("elst", version: 1) {
            $0.u32(1)
            $0.u64(0)
            $0.u64(Int64(leadingFrames))
            $0.u32(0x10000)
          }
        }
      }
      trak.box("mdia") { $0.media(track, timescale, configuration) }
    }
  }

  private mutating func media(
    _ track: EncodedTrack, _ timescale: Int64, _ configuration: [UInt8]
  ) {
    fullBox("mdhd", version: 1) {
      $0.zeros(16)
      $0.u32(Int(timescale))
      $0.u64(0)
      $0.u16(0x55c4)  // "und"
      $0.zeros(2)
    }
    fullBox("hdlr") {
      $0.zeros(4)
      $0.text(track.isVideo ? "vide" : "soun")
      $0.zeros(12)
      $0.text("UserMedia\0")
    }
    box("minf") { minf in
      if track.isVideo {
        minf.fullBox("vmhd", flags: 1) { $0.zeros(8) }
      } else {
        minf.fullBox("smhd") { $0.zeros(4) }
      }
      minf.box("dinf") {
        $0.fullBox("dref") {
          $0.u32(1)
          // In this file.
          $0.fullBox("url ", flags: 1) { _ in }
        }
      }
      minf.box("stbl") { stbl in
        stbl.fullBox("stsd") {
          $0.u32(1)
          $0.sampleEntry(track, configuration)
        }
        stbl.fullBox("stts") { $0.u32(0) }
        stbl.fullBox("stsc") { $0.u32(0) }
        stbl.fullBox("stsz") { $0.zeros(8) }
        stbl.fullBox("stco") { $0.u32(0) }
      }
    }
  }

  private mutating func sampleEntry(_ track: EncodedTrack, _ configuration: [UInt8]) {
    switch track {
    case .video(let codec, let width, let height, let colorSpace):
      let isH264 = codec.hasPrefix("avc1")
      box(isH264 ? "avc1" : "vp09") {
        $0.zeros(6)
        $0.u16(1)
        $0.zeros(16)
        $0.u16(width)
        $0.u16(height)
        $0.u32(0x48_0000)
        $0.u32(0x48_0000)
        $0.zeros(4)
        $0.u16(1)
        $0.zeros(32)
        $0.u16(0x18)
        $0.u16(0xffff)
        if isH264 {
          $0.box("avcC") { $0.append(configuration) }
        } else {
          $0.vpcC(width * height, colorSpace)
        }
        $0.box("colr") {
          $0.text("nclx")
          $0.u16(2)  // Primaries and transfer: unspecified.
          $0.u16(2)
          $0.u16(colorSpace.matrixCoefficients)
          $0.u8(colorSpace.fullRange == true ? 0x80 : 0)
        }
      }
    case .audio(_, let sampleRate, let channels, let leadingFrames):
      box("Opus") {
        $0.zeros(6)
        $0.u16(1)
        $0.zeros(8)
        $0.u16(channels)
        $0.u16(16)
        $0.zeros(4)
        $0.u32(sampleRate << 16)
        $0.box("dOps") {
          $0.u8(0)
          $0.u8(channels)
          $0.u16(leadingFrames)
          $0.u32(sampleRate)
          $0.u16(0)
          $0.u8(0)
        }
      }
    }
  }

  /// VP Codec ISO Media File Format Binding, 2.2: profile 0, 8 bits, 4:2:0.
  private mutating func vpcC(_ pixels: Int, _ colorSpace: VideoColorSpace) {
    fullBox("vpcC", version: 1) {
      $0.u8(0)
      $0.u8(pixels <= 1280 * 720 ? 31 : pixels <= 2048 * 1088 ? 41 : 51)
      $0.u8(8 << 4 | 1 << 1 | (colorSpace.fullRange == true ? 1 : 0))
      $0.u8(2)
      $0.u8(2)
      $0.u8(colorSpace.matrixCoefficients)
      $0.u16(0)
    }
  }
}
