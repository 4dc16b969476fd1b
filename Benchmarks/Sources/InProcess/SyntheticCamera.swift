import UserMedia

/// Returns a track of a synthetic camera with a single mode.
func syntheticCamera(
  _ format: PixelFormat, _ width: Int, _ height: Int, rate: Double
) async throws -> MediaStreamTrack {
  let mode = VideoMode(
    pixelFormat: format, size: .discrete(width: width, height: height),
    frameRates: .discrete([rate].compactMap { FrameRate($0) }))
  let navigator = Navigator(devices: .synthetic([.camera(modes: [mode])]))
  let stream: MediaStream = try await navigator.mediaDevices.getUserMedia(
    .init(
      video: .init(
        width: .exact(UInt32(width)), height: .exact(UInt32(height)), frameRate: .exact(rate))))
  return stream.getVideoTracks()[0]
}
