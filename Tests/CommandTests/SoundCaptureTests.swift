import FileTestSupport
import Foundation
import Testing
import UserMedia

/// Capturing from a running sound server whose default source is a tone of 440 Hz.
@Suite(.enabled(if: Devices.hasSoundServer, "no sound server"), .serialized)
struct SoundCaptureTests {
  @Test(arguments: ["callback", "promise", "async"])
  func twoSecondsOfTheServersTone(style: String) throws {
    let directory = try TemporaryDirectory()
    let run = try Command([
      "capture", "--devices", "system", "--style", style, "--constraints", #"{"audio":true}"#,
      "--seconds", "2", "--sound", directory.path("s.wav"), "--json",
    ])
    #expect(run.status == 0, "\(run.errorOutput)")
    #expect(try run.json["tracks"]?.elements.first?["driver"]?.text == "PulseAudio")
    let sound = try Sound(wav: directory.path("s.wav"))
    #expect(sound.samples.count == 2 * sound.sampleRate)

    // The spectrum peaks at 440 Hz.
    let all = 0..<sound.samples.count
    let tone = sound.component(440, in: all).strength
    for frequency in stride(from: 50.0, to: 8000, by: 10) where abs(frequency - 440) > 5 {
      #expect(sound.component(frequency, in: all).strength < tone / 20)
    }
    // No gap: the tone keeps its phase throughout.
    let piece = sound.sampleRate / 20
    let phase = sound.component(440, in: 0..<piece).phase
    for start in stride(from: 0, to: sound.samples.count - piece, by: piece) {
      let there = sound.component(440, in: start..<start + piece).phase
      #expect(abs(remainder(there - phase, 2 * .pi)) < 0.2, "at sample \(start)")
    }
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func anInterruptedCommandLeavesNothingInTheServer(signal: Int32) throws {
    let process = Process()
    process.executableURL = Command.program
    process.arguments = [
      "capture", "--devices", "system", "--constraints",
      #"{"audio":{"echoCancellation":{"exact":true}}}"#, "--seconds", "60", "--json",
    ]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let name = "usermedia.\(process.processIdentifier)."
    // Before it has a stream: while it probes the server's processing.
    while process.isRunning, try !serversModules().contains(name) {}
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(try !serversModules().contains(name))
  }

  private func serversModules() throws -> String {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["pactl", "list", "short", "modules"]
    process.standardOutput = output
    try process.run()
    let text = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: text, as: UTF8.self)
  }
}
