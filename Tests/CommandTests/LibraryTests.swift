import FileTestSupport
import Foundation
import Testing
import UserMedia

/// libpulse and libdbus, which the command loads only when needed.
@Suite struct LibraryTests {
  private static let lazy = ["libpulse", "libdbus"]

  @Test func noneIsNeededToStart() throws {
    // The dynamic loader prints the command's libraries without running it (ld.so(8)).
    let run = try Command([], environment: ["LD_TRACE_LOADED_OBJECTS": "1"])
    #expect(run.text.contains("libyuv"))
    // Their dependencies.
    for name in Self.lazy + ["libsystemd", "libsndfile"] { #expect(!run.text.contains(name)) }
  }

  @Test func noneIsLoadedForACamera() throws {
    for devices in ["synthetic", "auto"] {
      let loaded = try libraries(loadedBy: [
        "capture", "--devices", devices, "--constraints", #"{"video":true}"#, "--frames", "2",
      ])
      #expect(loaded.contains("libyuv"))
      for name in Self.lazy { #expect(!loaded.contains(name), "\(devices)") }
    }
  }

  @Test func soundIsLoadedForMicrophones() throws {
    let loaded = try libraries(loadedBy: ["devices", "--devices", "system"])
    #expect(loaded.contains("libpulse.so.0"))
  }

  @Test func withoutItsLibraryThereAreNoMicrophones() throws {
    let broken = try BrokenLibraries("libpulse.so.0")
    let run = try Command(
      ["capture", "--devices", "system", "--constraints", #"{"audio":true}"#, "--frames", "1"],
      environment: broken.environment)
    #expect(run.status == 2)
    #expect(
      run.errorOutput.contains(
        "Microphones are unavailable: PulseAudio: its library cannot be loaded (dlopen: "),
      "\(run.errorOutput)")
    #expect(run.errorOutput.contains("libpulse.so.0: file too short"))
    #expect(run.errorOutput.contains("NotFoundError: "))
  }

  /// The dynamic loader's report of the libraries loaded in a run.
  private func libraries(loadedBy arguments: [String]) throws -> String {
    let directory = try TemporaryDirectory()
    let run = try Command(
      arguments,
      environment: ["LD_DEBUG": "files", "LD_DEBUG_OUTPUT": directory.path("loader")])
    #expect(run.status == 0, "\(run.errorOutput)")
    return try FileManager.default.contentsOfDirectory(atPath: directory.url.path)
      .map { String(decoding: try directory.read($0), as: UTF8.self) }.joined()
  }
}
