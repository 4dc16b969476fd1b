import Glibc
import Testing
import UserMediaCore

@testable import UserMediaPulse

@Suite struct ProcessorNameTests {
  @Test func nameContainsProcessAndConnection() {
    let name = ProcessorName(client: 204, number: 3)
    #expect(name.text == "usermedia.\(getpid()).204.3")
    #expect(name.sink == "usermedia.\(getpid()).204.3.sink")
    #expect(ProcessorName.isOwn(name.sink + ".monitor"))
    #expect(!ProcessorName.isOwn("alsa_input.usermedia.1.2.3"))
  }

  @Test func nameIsFoundInModuleArguments() {
    let name = ProcessorName(client: 7, number: 1)
    let arguments = EchoCancelArguments(
      name: name, source: "usermedia-like", sink: "n1", processing: .none, isPipeWire: false)
    #expect(ProcessorName(inModuleArguments: arguments.text) == name)
    #expect(ProcessorName(inModuleArguments: "sink_name=\(name.text)") == name)
    for other in [
      "", "sink_name=n1 rate=48000", "source_name=usermedia.x", "source_name=usermedia.1.x.2",
      "source_master=\(name.text)", "sink_name=", "=",
    ] {
      #expect(ProcessorName(inModuleArguments: other) == nil)
    }
  }

  @Test func argumentsDependOnTheServer() {
    let processing = AudioProcessing(echoCancellation: true, noiseSuppression: true)
    #expect(
      processing.webRTCArguments(isPipeWire: false)
        == "noise_suppression=1 digital_gain_control=0 analog_gain_control=0")
    #expect(
      processing.webRTCArguments(isPipeWire: true)
        == "webrtc.noise_suppression=true webrtc.gain_control=false")
  }
}
