// Permissions: a manifest says what the program may request, and the user decides.

import UserMedia

/// Answers in the user's place, for runs without a user.
struct AlwaysYes: PermissionPrompter {
  func ask(_ prompt: PermissionPrompt) async -> PermissionAnswer? {
    for (name, reason) in prompt.descriptions { print("asked for the \(name.rawValue): \(reason)") }
    return PermissionAnswer(isAllowed: true)
  }
}

@main
struct Permissions {
  static let manifest = """
    {"permissions": {"video-capture": {"description": "Shows you to the others"}}}
    """

  static func main() async throws {
    let isSynthetic = CommandLine.arguments.contains("--synthetic")
    let manifest = try PermissionManifest(json: Self.manifest)
    let ask =
      isSynthetic
      ? AskPermission(AlwaysYes(), manifest: manifest, memory: PermissionMemory(path: nil))
      : AskPermission(TerminalPrompter(), manifest: manifest)
    let navigator = Navigator(
      devices: isSynthetic ? .synthetic : .system,
      permissions: ManifestPermission(manifest, then: ask))

    let status = await navigator.permissions.query(.camera)
    print("camera: \(status.state)")
    print("microphone: \(await navigator.permissions.query(.microphone).state)")

    do {
      let stream = try await navigator.mediaDevices.getUserMedia(.init(video: true))
      let track = stream.getVideoTracks()[0]
      print("camera: \(status.state), \(track.label)")

      var ended = track.events(.ended).makeAsyncIterator()
      await navigator.permissions.revoke(.camera)
      if await ended.next() != nil { print("revoked: the track has ended") }
    } catch let error as DOMException {
      print("\(error.name): \(error.message)")
    }

    do {
      _ = try await navigator.mediaDevices.getUserMedia(.init(audio: true)) as MediaStream
    } catch let error as DOMException {
      print("the microphone is not in the manifest: \(error.name)")
    }
  }
}
