import Foundation
import Glibc
import Testing
import UserMedia

/// One of the USB cameras of `scripts/with-virtual-camera --usb`, controlled by a test: see
/// `scripts/lib/usb-camera/tell --help`.
struct USBCamera: Sendable {
  let number: Int

  /// Whether such tests run: if there are such cameras, or if missing ones must fail them.
  static let areExpected = directory != nil || Devices.isRequired
  private static let directory = ProcessInfo.processInfo.environment["USERMEDIA_USB_CAMERAS"]

  /// The camera's default product name.
  var label: String { "Webcam-\(number)" }

  /// Sends a command; returns the camera's state after it.
  @discardableResult
  func tell(_ command: String) throws -> ConstraintValue {
    let directory = try #require(Self.directory, "run by scripts/with-virtual-camera --usb 2")
    let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    let handle = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) {
      $0.copyBytes(from: "\(directory)/control".utf8)
    }
    let size = socklen_t(MemoryLayout.size(ofValue: address))
    let status = withUnsafeBytes(of: &address) {
      connect(file, $0.assumingMemoryBound(to: sockaddr.self).baseAddress, size)
    }
    try #require(status == 0, "errno \(errno)")
    try handle.write(contentsOf: Data("\(number) \(command)\n".utf8))
    var answer = Data()
    while answer.last != UInt8(ascii: "\n") {
      let piece = handle.availableData
      if piece.isEmpty { break }
      answer += piece
    }
    let state = try ConstraintValue(json: String(decoding: answer, as: UTF8.self))
    try #require(state["error"] == nil, "\(command): \(state)")
    return state
  }

  /// Waits until the state meets a condition; returns the state.
  @discardableResult
  func wait(
    for condition: String, until isMet: (ConstraintValue) -> Bool
  ) async throws -> ConstraintValue {
    for _ in 0..<1200 {
      let state = try tell("state")
      if isMet(state) { return state }
      try await Task.sleep(for: .milliseconds(50))
    }
    let state = try tell("state")
    try #require(isMet(state), "\(condition): \(state)")
    return state
  }

  /// Plugs the camera in, reset to its initial state, after unplugging it; waits for its nodes.
  func plug(
    port: Int? = nil, serial: String? = nil, transfer: String = "bulk", product: String? = nil
  ) async throws {
    try tell("unplug")
    try tell("fault none")
    try tell("light bright")
    try tell(
      "plug port=\(port ?? number) serial=\(serial ?? "S\(number)") transfer=\(transfer)"
        + " product=\(product ?? label)")
    try await waitForNodes()
  }

  /// Waits until the kernel has created its nodes: video, metadata and sound.
  func waitForNodes() async throws {
    try await wait(for: "three nodes") { $0["nodes"]?.elements.count == 3 }
  }

  /// The video node: the first of two.
  var node: String {
    get throws {
      let videos = try tell("state")["nodes"]?.elements.compactMap(\.text)
        .filter { $0.hasPrefix("video") }
        .min { $0.count == $1.count ? $0 < $1 : $0.count < $1.count }
      return "/dev/\(try #require(videos))"
    }
  }

  /// A control's current value.
  func control(_ name: String) throws -> Double? { try tell("state")["controls"]?[name]?.double }

  /// Whether it is sending frames.
  var isStreaming: Bool { get throws { try tell("state")["streaming"] == true } }

  /// The JPEGs that the cameras show at a size.
  static func pictures(width: Int, height: Int) throws -> Set<Data> {
    let directory = URL(filePath: try #require(Self.directory)).appending(path: "frames")
    let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
      .filter { $0.hasPrefix("\(width)x\(height)-") }
    return try Set(names.map { try Data(contentsOf: directory.appending(path: $0)) })
  }
}

extension Navigator {
  /// The cameras with a label.
  func cameras(labeled label: String) async -> [MediaDeviceInfo] {
    let devices: [MediaDeviceInfo] = await mediaDevices.enumerateDevices()
    return devices.filter { $0.kind == .videoinput && $0.label.hasPrefix(label) }
  }

  /// Waits until there is one camera with a label.
  func camera(labeled label: String) async throws -> MediaDeviceInfo {
    for _ in 0..<1200 {
      if let camera = await cameras(labeled: label).first { return camera }
      try await Task.sleep(for: .milliseconds(50))
    }
    return try #require(await cameras(labeled: label).first)
  }

  /// A track of a camera.
  func track(of camera: MediaDeviceInfo) async throws -> MediaStreamTrack {
    let stream: MediaStream = try await mediaDevices.getUserMedia(
      .init(
        video: .init(
          width: .exact(320), height: .exact(240), frameRate: .exact(60),
          deviceId: .exact(camera.deviceId))))
    return try #require(stream.getVideoTracks().first)
  }
}
