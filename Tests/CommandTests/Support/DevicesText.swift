import FileTestSupport
import Foundation

/// A devices file, removed with its last reference.
struct DevicesText {
  private let directory: TemporaryDirectory
  let path: String

  /// Writes `{"devices":[…]}`.
  init(_ devices: String...) throws {
    directory = try TemporaryDirectory()
    path = directory.path("devices.json")
    try Data("{\"devices\":[\(devices.joined(separator: ","))]}".utf8)
      .write(to: URL(filePath: path))
  }

  /// A camera that faces the user, with large sizes only as JPEG.
  static let front = #"""
    {"deviceId":"front","groupId":"g1","kind":"videoinput","label":"Front","facingMode":["user"],
     "modes":[{"width":640,"height":480,"frameRates":[30,15],"pixelFormat":"YUYV"},
      {"width":1280,"height":720,"frameRates":[10],"pixelFormat":"YUYV"},
      {"width":1280,"height":720,"frameRates":[30],"pixelFormat":"MJPG"}]}
    """#

  /// A camera with many sizes and an unknown facing mode.
  static let back = #"""
    {"deviceId":"back","groupId":"g2","kind":"videoinput","label":"Back",
     "modes":[{"width":{"min":320,"max":1920,"step":16},"height":{"min":240,"max":1080,"step":8},
      "frameRates":{"min":1,"max":25},"pixelFormat":"NV12"}]}
    """#

  static let microphone = #"""
    {"deviceId":"mic","groupId":"g1","kind":"audioinput","label":"Microphone",
     "sampleRate":{"min":8000,"max":48000},"channelCount":{"min":1,"max":2},"sampleSize":[16],
     "latency":{"min":0.01,"max":0.1},"echoCancellation":[true,false],"autoGainControl":[false],
     "noiseSuppression":[true]}
    """#
}
