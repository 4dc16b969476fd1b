import CV4L2
import UserMediaCore

extension V4L2Device {
  /// Asks for `count` buffers of the driver's memory; 0 gives them back.
  /// - Returns: how many there are now.
  @discardableResult
  func requestBuffers(_ count: Int, type: V4L2BufferType) throws(CaptureError) -> Int {
    var request = v4l2_requestbuffers()
    request.count = UInt32(count)
    request.type = type.rawValue
    request.memory = V4L2_MEMORY_MMAP.rawValue
    try perform(.requestBuffers, &request, orThrow: "gives no buffers")
    return Int(request.count)
  }

  /// Starts streaming.
  func streamOn(type: V4L2BufferType) throws(CaptureError) {
    var type = type.rawValue
    try perform(.streamOn, &type, orThrow: "cannot start streaming")
  }

  /// Stops streaming; every buffer is the program's again.
  func streamOff(type: V4L2BufferType) throws(CaptureError) {
    var type = type.rawValue
    try perform(.streamOff, &type, orThrow: "cannot stop streaming")
  }
}
