import Dispatch
import FileTestSupport
import Testing
import UserMedia
import UserMediaLegacy

/// The guide's examples of removed members work before and after.
@Suite(.timeLimit(.minutes(5))) struct RemovedMemberSnippetTests {
  private final class Lines: Sendable {
    private let lines = AsyncStream<String>.makeStream()

    /// The next line.
    func next() async -> String? { await lines.stream.first { _ in true } }
    func add(_ line: String) { lines.continuation.yield(line) }
    /// Ends the lines, and returns the unread ones.
    func rest() async -> [String] {
      lines.continuation.finish()
      var rest: [String] = []
      for await line in lines.stream { rest.append(line) }
      return rest
    }
  }

  private let lines = Lines()

  private func snippets(_ permissions: any PermissionPolicy = SystemPermission())
    -> RemovedMemberSnippets
  {
    RemovedMemberSnippets(
      navigator: Navigator(devices: .synthetic, permissions: permissions),
      use: { [lines] stream in
        lines.add(stream.getTracks().map(\.kind.rawValue).joined(separator: "+"))
        for track in stream.getTracks() { track.stop() }
      },
      print: { [lines] values in lines.add(values.map { "\($0)" }.joined(separator: " ")) })
  }

  private func stream() async throws -> MediaStream {
    try await Navigator(devices: .synthetic([.camera(), .microphone()])).mediaDevices.getUserMedia(
      .init(audio: true, video: true))
  }

  @available(*, deprecated)
  @Test func stopAndEnd() async throws {
    let snippets = snippets()
    let stream = try await stream()
    snippets.endBefore(stream)
    snippets.end(stream)
    snippets.listener(stream.getTracks()[0])
    snippets.stopBefore(stream)
    #expect(await lines.next() == "the end of \(stream.label)")
    #expect(!stream.active)
    await snippets.loop(stream.getTracks()[0])
    stream.queue.sync {}
    #expect(await lines.rest() == [])
  }

  @available(*, deprecated)
  @Test func newConstraintsMeanTheSame() async throws {
    let snippets = snippets()
    let (before, after) = (try await stream(), try await stream())
    snippets.smallerBefore(before)
    try await snippets.smaller(after)
    #expect([await lines.next(), await lines.next()] == ["smaller", "smaller"])
    for stream in [before, after] {
      #expect(stream.getVideoTracks()[0].getSettings().width ?? 0 <= 320)
    }
  }

  @available(*, deprecated)
  @Test func devicesAreTheSame() async throws {
    let snippets = snippets()
    await snippets.devices()
    let expected = [await lines.next(), await lines.next()]
    #expect(expected[0]?.hasPrefix("Synthetic front camera ") == true)
    snippets.mediaDevices()
    #expect([await lines.next(), await lines.next()] == expected)
  }

  @Test func deviceChangesAreReceived() {
    let snippets = snippets()
    snippets.deviceChange()
    #expect(snippets.navigator.mediaDevices.ondevicechange != nil)
  }

  @Test func manifestDeniesWhatItDoesNotList() async throws {
    let directory = try TemporaryDirectory()
    let text = #"{"permissions": {"video-capture": {"description": "Shows you to the others"}}}"#
    let path = try directory.write(Array(text.utf8), "manifest.webapp")
    let navigator = try RemovedMemberSnippets.manifest(path)
    #expect(await navigator.permissions.query(.microphone).state == .denied)
    #expect(await navigator.permissions.query(.camera).state != .denied)
  }

  @available(*, deprecated)
  @Test func elementShowsTheStreamInEveryForm() async throws {
    let snippets = snippets()
    for assign in [snippets.objectURL, snippets.mozSrcObject] {
      let (video, stream) = (VideoElement(), try await stream())
      let loaded = video.events(.loadedmetadata)
      assign(video, stream)
      for await _ in loaded { break }
      #expect(video.srcObject === stream && video.videoWidth == 640)
    }
    let (video, stream) = (VideoElement(), try await stream())
    snippets.frames(video)
    try await snippets.srcObject(video, stream)
    #expect(await lines.next()?.hasPrefix("640 480 ") == true)
  }

  @available(*, deprecated)
  @Test func callsOfTheFirstDrafts() async throws {
    try snippets().string()
    #expect(await lines.next() == "audio+video")
  }

  @available(*, deprecated)
  @Test(arguments: 0..<3) func everyFormReceivesTheDenial(way: Int) async throws {
    let snippets = snippets(DenyPermission())
    switch way {
    case 0: try snippets.codes()
    case 1: try snippets.strings()
    default: try await snippets.denied()
    }
    #expect(await lines.next() == "denied")
  }

  @Test func partialMediaDevicesKeepTheirMembers() async {
    let own = MediaDeviceInfo(deviceId: "own", kind: .videoinput)
    let media = RemovedMemberSnippets.partial([own]).mediaDevices
    #expect(await media.enumerateDevices().map(\.deviceId) == ["own"])
    let error = await #expect(throws: DOMException.self) {
      _ = try await media.getUserMedia(.init(video: true)) as MediaStream
    }
    #expect(error?.name == "NotAllowedError")
  }
}
