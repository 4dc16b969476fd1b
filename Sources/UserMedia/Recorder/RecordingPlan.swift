import UserMediaCore
import UserMediaRecording

/// What a ``MediaRecorder`` records, and how.
struct RecordingPlan: Sendable {
  let tracks: [MediaStreamTrack]
  let type: RecordingType
  let videoBitsPerSecond: Int?
  let audioBitsPerSecond: Int?
  let audioBitrateMode: BitrateMode
  /// The longest time between key frames in microseconds.
  let keyFrameInterval: Int64
  /// The bytes that may wait for the output before pictures are dropped.
  var backlogLimit = 16 << 20

  /// - Throws: `NotSupportedError` if the type has no place for a track.
  init(
    _ tracks: [MediaStreamTrack], type: RecordingType, _ options: MediaRecorderOptions
  ) throws(DOMException) {
    let hasVideo = tracks.contains { $0.kind == .video }
    let hasAudio = tracks.contains { $0.kind == .audio }
    if type.isAudioOnly, hasVideo {
      throw DOMException(.notSupported, "\(type.mimeType) has no place for video")
    }
    if type.container == .wav, tracks.count > 1 {
      throw DOMException(.notSupported, "\(type.mimeType) has place for one track")
    }
    self.tracks = tracks
    self.type = type.completed(hasVideo: hasVideo, hasAudio: hasAudio)
    audioBitrateMode = options.audioBitrateMode
    keyFrameInterval = Int64(clamping: max(1, options.videoKeyFrameIntervalDuration)) * 1000
    if let total = options.bitsPerSecond {
      // MediaStream Recording, 2.2: split as the recorder sees fit.
      let audio = hasAudio ? min(max(total / 10, 6000), 128_000) : 0
      audioBitsPerSecond = hasAudio ? audio : nil
      videoBitsPerSecond = hasVideo ? max(total - audio, 10_000) : nil
    } else {
      audioBitsPerSecond = options.audioBitsPerSecond
      videoBitsPerSecond = options.videoBitsPerSecond
    }
  }

  func videoConfig(_ track: MediaStreamTrack) -> VideoEncoderConfig {
    let settings = track.getSettings()
    var config = VideoEncoderConfig(
      codec: type.videoCodec ?? "vp8", width: settings.width ?? 640,
      height: settings.height ?? 480, bitrate: videoBitsPerSecond, framerate: settings.frameRate,
      latencyMode: .realtime)
    config.bitrate = config.targetBitrate
    return config
  }

  func audioConfig(_ track: MediaStreamTrack) -> AudioEncoderConfig {
    var config = AudioEncoderConfig(
      codec: type.audioCodec ?? "opus",
      numberOfChannels: min(max(track.getSettings().channelCount ?? 1, 1), 2),
      bitrate: audioBitsPerSecond.map { min(max($0, 6000), 510_000) },
      bitrateMode: audioBitrateMode)
    config.bitrate = config.targetBitrate
    return config
  }
}

extension RecordingPlan {
  /// The target of the first video track in bits per second; 0 if there is none.
  var usualVideoBitsPerSecond: Int {
    tracks.first { $0.kind == .video }.map { videoConfig($0).targetBitrate } ?? 0
  }

  /// The target of the first audio track in bits per second; 0 if there is none.
  var usualAudioBitsPerSecond: Int {
    tracks.first { $0.kind == .audio }.map { audioConfig($0).targetBitrate } ?? 0
  }
}
