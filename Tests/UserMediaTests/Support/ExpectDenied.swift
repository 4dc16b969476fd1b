import Testing
import UserMedia
import UserMediaConstraints

/// Expects that a request fails with `NotAllowedError`.
func expectDenied(
  _ navigator: Navigator, _ constraints: MediaStreamConstraints,
  at location: SourceLocation = #_sourceLocation
) async {
  let error = await #expect(throws: DOMException.self, sourceLocation: location) {
    let _: MediaStream = try await navigator.mediaDevices.getUserMedia(constraints)
  }
  #expect(error?.name == "NotAllowedError", sourceLocation: location)
}
