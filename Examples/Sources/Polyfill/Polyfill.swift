// The page's "using the new API in older browsers": mediaDevices on top of a callback API from
// elsewhere.

import Foundation
import UserMedia

/// A browser of 2013, whose only call is this one.
struct OldBrowser {
  let devices: Navigator

  func webkitGetUserMedia(
    _ constraints: LegacyConstraints, _ success: @escaping @Sendable (MediaStream) -> Void,
    _ failure: @escaping @Sendable (NavigatorUserMediaError) -> Void
  ) {
    print("  webkitGetUserMedia(\(constraints.json), …)")
    devices.webkitGetUserMedia(constraints, success, failure)
  }
}

@main
struct Polyfill {
  static func main() async {
    let isSynthetic = CommandLine.arguments.contains("--synthetic")
    let browser = OldBrowser(devices: Navigator(devices: isSynthetic ? .synthetic : .system))
    func oldCall(_ dialect: Dialect) -> EntryPoints {
      EntryPoints(
        webkitGetUserMedia: EntryPoint(dialect: dialect) { constraints, success, failure in
          browser.webkitGetUserMedia(constraints, success, { error in failure(error) })
        })
    }

    print("mediaDevices is missing; constraints and errors are translated:")
    let translated = Navigator(entryPoints: oldCall(.webkit))
    await show(.init(video: .init(width: .init(min: 640), height: 360)), translated)
    await show(.init(video: .init(width: .init(min: 100_000))), translated)

    print("the same without translation, as the page warns about:")
    let untranslated = Navigator(entryPoints: oldCall(.current))
    await show(.init(video: .init(width: .init(min: 100_000))), untranslated)

    print("mediaDevices exists in part; that part is kept:")
    let partial = Navigator(
      mediaDevices: PartialMediaDevices(enumerateDevices: {
        [MediaDeviceInfo(deviceId: "own", kind: .videoinput, label: "A list of its own")]
      }), entryPoints: oldCall(.webkit))
    for device in await partial.mediaDevices.enumerateDevices() { print("  \(device.label)") }
    await show(.init(video: true), partial)

    print("there is no callback call either:")
    await show(.init(video: true), Navigator(entryPoints: EntryPoints()))
  }

  static func show(_ constraints: MediaStreamConstraints, _ navigator: Navigator) async {
    do {
      let stream = try await navigator.mediaDevices.getUserMedia(constraints)
      let settings = stream.getVideoTracks()[0].getSettings()
      print("  \(settings.width ?? 0)x\(settings.height ?? 0)")
      for track in stream.getTracks() { track.stop() }
    } catch {
      print("  \(type(of: error)) \(error)")
    }
  }
}
