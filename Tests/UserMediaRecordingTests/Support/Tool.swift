import Foundation

/// A program that judges files: ffprobe, ffmpeg, mkvinfo.
enum Tool {
  struct Failure: Error { let text: String }

  /// Runs a program to its end, and returns its output.
  /// - Throws: `Failure` if it fails.
  static func run(_ name: String, _ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/\(name)")
    process.arguments = arguments
    let (output, errors) = (
      Pipe(), FileManager.default.temporaryDirectory.appending(path: "\(UUID())")
    )
    try Data().write(to: errors)
    defer { try? FileManager.default.removeItem(at: errors) }
    process.standardInput = FileHandle.nullDevice
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
  static func decode(_ path: String) throws {
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
  static func mkvinfo(_ path: String) throws -> String {
    let text = String(decoding: try run("mkvinfo", ["-v", path]), as: UTF8.self)
    guard !text.contains("Error"), !text.contains("Warning") else { throw Failure(text: text) }
    return text
  }
}

/// What ffprobe says of a file.
struct Probe: Decodable {
  struct Stream: Decodable {
    let codecType: String
    let codecName: String
    let width: Int?
    let height: Int?
    let sampleRate: String?
    let channels: Int?
    let colorRange: String?
  }
  struct Format: Decodable {
    let formatName: String
    let duration: String?
  }
  struct Packet: Decodable {
    let codecType: String
    let ptsTime: String
    let flags: String
  }

  let streams: [Stream]
  let format: Format
  let packets: [Packet]

  init(_ path: String) throws {
    let json = try Tool.run(
      "ffprobe",
      ["-v", "warning", "-of", "json", "-show_streams", "-show_format", "-show_packets", path])
    try self.init(json: json)
  }

  init(json: Data) throws {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    self = try decoder.decode(Self.self, from: json)
  }

  /// Seconds, as the header says; `nil` if it does not.
  var duration: Double? { format.duration.flatMap { Double($0) } }

  /// The times of a kind of packets in seconds.
  func times(_ type: String) -> [Double] {
    packets.filter { $0.codecType == type }.compactMap { Double($0.ptsTime) }
  }
}
