import Dispatch
import Foundation
import Testing
import UserMedia
import UserMediaPulse

/// A sound server's microphones, through the modern API.
struct Microphones {
  let media: MediaDevices

  init(_ driver: PulseDriver) {
    media = Navigator(devices: DeviceSet(cameras: [], microphones: [driver])).mediaDevices
  }

  init(_ media: MediaDevices) {
    self.media = media
  }

  /// The device of a source.
  func device(_ source: String) async throws -> InputDeviceInfo {
    let devices: [MediaDeviceInfo] = await media.enumerateDevices()
    return try #require(
      devices.compactMap { $0 as? InputDeviceInfo }
        .first { $0.deviceDescription.address == source })
  }

  /// A track of a source's device, with further constraints.
  func track(
    _ source: String, _ constraints: MediaTrackConstraintSet = .init()
  ) async throws -> MediaStreamTrack {
    var constraints = constraints
    constraints.deviceId = .exact(try await device(source).deviceId)
    let stream: MediaStream = try await media.getUserMedia(
      .init(audio: .constraints(.init(basic: constraints))))
    return stream.getAudioTracks()[0]
  }
}

/// What happened to a track, in order.
final class TrackLog: Sendable {
  private let events: AsyncStream<String>

  init(_ track: MediaStreamTrack) {
    let (events, continuation) = AsyncStream.makeStream(of: String.self)
    self.events = events
    track.onmute = { _ in continuation.yield("mute") }
    track.onunmute = { _ in continuation.yield("unmute") }
    track.onended = { _ in continuation.yield("ended") }
    // With a time limit of half a minute.
    DispatchQueue.global().asyncAfter(deadline: .now() + 30) { continuation.finish() }
  }

  /// The next event; `nil` if there is none in time.
  func next() async -> String? {
    for await event in events { return event }
    return nil
  }
}
