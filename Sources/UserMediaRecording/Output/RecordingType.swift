/// A container and its codecs, as a media type names them (RFC 6381, RFC 9559).
package struct RecordingType: Hashable, Sendable {
  /// The containers.
  package enum Container: String, Sendable {
    case webm
    case matroska
    case mp4
    case wav
  }

  /// The container.
  package var container: Container
  /// Whether the type is that of audio alone.
  package var isAudioOnly: Bool
  /// The codec of pictures; `nil` if none is named.
  package var videoCodec: String?
  /// The codec of audio; `nil` if none is named.
  package var audioCodec: String?

  /// Parses a media type with optional codecs; `nil` if it is malformed or nothing here can record
  /// it. An empty one is `video/webm`.
  package init?(_ mimeType: String) {
    let text = mimeType.isEmpty ? "video/webm" : mimeType.lowercased()
    let parts = text.split(separator: ";", omittingEmptySubsequences: false).map {
      $0.trimmed()
    }
    switch parts[0] {
    case "video/webm": (container, isAudioOnly) = (.webm, false)
    case "audio/webm": (container, isAudioOnly) = (.webm, true)
    case "video/x-matroska", "video/matroska": (container, isAudioOnly) = (.matroska, false)
    case "audio/x-matroska", "audio/matroska": (container, isAudioOnly) = (.matroska, true)
    case "video/mp4": (container, isAudioOnly) = (.mp4, false)
    case "audio/wav", "audio/wave", "audio/x-wav": (container, isAudioOnly) = (.wav, true)
    case "audio/mp4": (container, isAudioOnly) = (.mp4, true)
    default: return nil
    }
    for parameter in parts.dropFirst() {
      guard let equals = parameter.firstIndex(of: "="),
        parameter[..<equals].trimmed() == "codecs"
      else { continue }
      guard adopt(codecs: parameter[parameter.index(after: equals)...].trimmed()) else {
        return nil
      }
    }
  }

  /// The type of a file by its name's extension; `nil` for one that nothing here can write.
  package init?(path: String) {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: ".") else { return nil }
    switch name[dot...].lowercased() {
    case ".webm": self.init("video/webm")
    case ".mkv": self.init("video/x-matroska")
    case ".mp4", ".m4v": self.init("video/mp4")
    case ".m4a": self.init("audio/mp4")
    case ".wav": self.init("audio/wav")
    case ".mka": self.init("audio/x-matroska")
    default: return nil
    }
  }

  private mutating func adopt(codecs: Substring) -> Bool {
    let names = codecs.filter { $0 != "\"" }.split(separator: ",").map { $0.trimmed() }
    for name in names {
      if container == .wav ? name == "1" || name == "pcm" : name == "opus", audioCodec == nil {
        audioCodec = container == .wav ? "pcm-s16" : "opus"
      } else if !isAudioOnly, videoCodec == nil, isVideoCodec(name) {
        videoCodec = String(name)
      } else {
        return false
      }
    }
    return true
  }

  private func isVideoCodec(_ name: Substring) -> Bool {
    let isVP9 = name == "vp9" || name == "vp9.0" || name.hasPrefix("vp09.00.")
    if container == .mp4 { return isVP9 || isH264(String(name)) }
    return isVP9 || name == "vp8" || name == "vp8.0"
  }

  /// The type with the codecs used for these kinds of tracks.
  package func completed(hasVideo: Bool, hasAudio: Bool) -> RecordingType {
    var result = self
    result.isAudioOnly = !hasVideo
    result.videoCodec = hasVideo ? videoCodec ?? (container == .mp4 ? "avc1.42e01f" : "vp8") : nil
    result.audioCodec = hasAudio ? audioCodec ?? (container == .wav ? "pcm-s16" : "opus") : nil
    return result
  }

  /// The media type, with the codecs that are known.
  package var mimeType: String {
    let kind = isAudioOnly ? "audio" : "video"
    let name = container == .matroska ? "x-matroska" : container.rawValue
    let codecs = [videoCodec, audioCodec].compactMap { $0 }.joined(separator: ",")
    // The codec's number in WAV files (RFC 2361).
    if container == .wav { return audioCodec == nil ? "audio/wav" : "audio/wav;codecs=1" }
    return "\(kind)/\(name)" + (codecs.isEmpty ? "" : ";codecs=\(codecs)")
  }

  /// Creates the muxer of this type.
  package func makeMuxer(_ tracks: [EncodedTrack], to output: any ContainerOutput) -> any Muxer {
    switch container {
    case .webm, .matroska: return WebMMuxer(tracks, to: output, docType: container.rawValue)
    case .mp4: return MP4Muxer(tracks, to: output)
    case .wav:
      // The plan has one track, of audio.
      guard case .audio(_, let sampleRate, let channels, _) = tracks.first else {
        return WAVMuxer(sampleRate: 48000, numberOfChannels: 1, to: output)
      }
      return WAVMuxer(sampleRate: sampleRate, numberOfChannels: channels, to: output)
    }
  }
}

extension StringProtocol {
  /// Without spaces and tabs at the ends.
  fileprivate func trimmed() -> SubSequence {
    let isSpace = { (character: Character) in character == " " || character == "\t" }
    guard let first = firstIndex(where: { !isSpace($0) }),
      let last = lastIndex(where: { !isSpace($0) })
    else { return self[startIndex..<startIndex] }
    return self[first...last]
  }
}
