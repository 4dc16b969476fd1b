package import Foundation

/// A program that judges files: ffprobe, ffmpeg, mkvinfo.
package enum Tool {
  package struct Failure: Error { package let text: String }

  /// Runs a program to its end, with a file as its standard input, and returns its output.
  /// - Throws: `Failure` if it fails.
  package static func run(
    _ name: String, _ arguments: [String], input: String? = nil
  ) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/\(name)")
    process.arguments = arguments
    let (output, errors) = (
      Pipe(), FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    )
    try Data().write(to: errors)
    defer { try? FileManager.default.removeItem(at: errors) }
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: URL(filePath: $0)) } ?? FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = (try? String(contentsOf: errors, encoding: .utf8)) ?? ""
    guard process.terminationStatus == 0, text.isEmpty else {
      throw Failure(text: "\(name) \(process.terminationStatus): \(text)")
    }
    return data
  }

  /// Decodes all of a file; throws if anything about it is worth a word to ffmpeg.
  package static func decode(_ path: String) throws {
    // With the file's own times: by default, ffmpeg guesses a constant rate, and complains if two
    // pictures of a variable one fall into the same tick.
    _ = try run(
      "ffmpeg",
      [
        "-v", "error", "-nostdin", "-i", path, "-fps_mode", "passthrough", "-enc_time_base", "-1",
        "-f", "null", "-",
      ])
  }

  /// Checks the structure of a WebM file; throws if mkvinfo warns.
  package static func mkvinfo(_ path: String) throws -> String {
    let text = String(decoding: try run("mkvinfo", ["-v", path]), as: UTF8.self)
    guard !text.contains("Error"), !text.contains("Warning") else { throw Failure(text: text) }
    return text
  }
}

/// What ffprobe says of a file.
package struct Probe: Decodable {
  package struct Stream: Decodable {
    package let codecType: String
    package let codecName: String
    package let width: Int?
    package let height: Int?
    package let sampleRate: String?
    package let channels: Int?
    package let colorRange: String?
  }
  package struct Format: Decodable {
    package let formatName: String
    package let duration: String?
  }
  package struct Packet: Decodable {
    package let codecType: String
    package let ptsTime: String
    package let flags: String
  }

  package let streams: [Stream]
  package let format: Format
  package let packets: [Packet]

  package init(_ path: String) throws {
    let json = try Tool.run(
      "ffprobe",
      ["-v", "warning", "-of", "json", "-show_streams", "-show_format", "-show_packets", path])
    try self.init(json: json)
  }

  package init(json: Data) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Self.self, from: json)
  }

  /// Seconds, as the header says; `nil` if it does not.
  package var duration: Double? { format.duration.flatMap { Double($0) } }

  /// The times of a kind of packets in seconds.
  package func times(_ type: String) -> [Double] {
    packets.filter { $0.codecType == type }.compactMap { Double($0.ptsTime) }
  }
}
