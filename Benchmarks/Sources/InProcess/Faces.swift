import Dispatch
import UserMedia

/// The time from the call to the stream in each API style, with a synthetic camera.
enum Faces {
  private static let rounds = 300

  static func figures() async throws -> [Figure] {
    let navigator = Navigator(devices: .synthetic)
    let constraints = MediaStreamConstraints(video: true)
    var times: [String: [Double]] = [:]
    for round in -20..<rounds {
      for style in ["callback", "promise", "async"] {
        let start = DispatchTime.now().uptimeNanoseconds
        let stream: MediaStream
        switch style {
        case "callback":
          stream = try await withCheckedThrowingContinuation { continuation in
            navigator.getUserMedia(
              constraints, { continuation.resume(returning: $0) },
              { continuation.resume(throwing: $0) })
          }
        case "promise":
          let promise = navigator.mediaDevices.promises.getUserMedia(constraints)
          stream = try await withCheckedThrowingContinuation { continuation in
            promise.then { continuation.resume(returning: $0) }
              .catch { continuation.resume(throwing: $0) }
          }
        default: stream = try await navigator.mediaDevices.getUserMedia(constraints)
        }
        let end = DispatchTime.now().uptimeNanoseconds
        // The first rounds load and allocate what later ones reuse.
        if round >= 0 { times[style, default: []].append(Double(end - start) / 1000) }
        for track in stream.getTracks() { track.stop() }
      }
    }
    return ["callback", "promise", "async"].map { style in
      Figure(
        group: "from call to stream", name: style, unit: "µs",
        value: times[style, default: []].median,
        peer: style == "callback" ? nil : "callback")
    }
  }
}
