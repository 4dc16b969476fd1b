#if !Recording
import Testing
import UserMedia

/// A build without the package trait `Recording`.
@Suite struct WithoutTraitTests {
  @Test func theErrorNamesTheTrait() async {
    let recorder = #expect(throws: DOMException.self) { try MediaRecorder(MediaStream()) }
    let encoder = VideoEncoder { _ in }
    let video = #expect(throws: DOMException.self) {
      try encoder.configure(.init(codec: "vp8", width: 320, height: 180))
    }
    for error in [recorder, video] {
      #expect(error?.name == "NotSupportedError")
      #expect(error?.message.contains("trait \"Recording\"") == true)
    }
    #expect(!MediaRecorder.isTypeSupported("video/webm"))
  }
}
#endif
