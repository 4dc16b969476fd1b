import CV4L2
import Glibc
import UserMediaCore

extension V4L2Device {
  /// Requests `count` buffers in the driver's memory; 0 releases them.
  /// - Returns: how many the driver allocated.
  @discardableResult
  func requestBuffers(_ count: Int, type: V4L2BufferType) throws(CaptureError) -> Int {
    var request = v4l2_requestbuffers()
    request.count = UInt32(count)
    request.type = type.rawValue
    request.memory = V4L2_MEMORY_MMAP.rawValue
    try perform(.requestBuffers, &request, orThrow: "gives no buffers")
    return Int(request.count)
  }

  /// Requests `count` more buffers while the driver is streaming.
  /// - Returns: their indices; empty if the driver allocates none.
  func createBuffers(_ count: Int, type: V4L2BufferType) -> Range<Int> {
    var format = v4l2_format()
    format.type = type.rawValue
    var request = v4l2_create_buffers()
    guard perform(.getFormat, &format) == 0 else { return 0..<0 }
    request.format = format
    request.count = UInt32(count)
    request.memory = V4L2_MEMORY_MMAP.rawValue
    guard perform(.createBuffers, &request) == 0, request.count > 0 else { return 0..<0 }
    return Int(request.index)..<Int(request.index) + Int(request.count)
  }

  /// Starts streaming.
  ///
  /// uvcvideo passes on `ENOSPC` from the USB host controller when other devices leave too little
  /// isochronous bandwidth (Linux's Documentation/driver-api/usb/error-codes.rst).
  func streamOn(type: V4L2BufferType) throws(CaptureError) {
    var type = type.rawValue
    let code = perform(.streamOn, &type)
    guard code != 0 else { return }
    throw failure(
      code == ENOSPC
        ? "cannot start streaming, the USB bus has no bandwidth left" : "cannot start streaming",
      .streamOn, code)
  }

  /// Stops streaming, which dequeues every buffer.
  func streamOff(type: V4L2BufferType) throws(CaptureError) {
    var type = type.rawValue
    try perform(.streamOff, &type, orThrow: "cannot stop streaming")
  }

  /// The number of queued buffers that the driver needs to keep streaming; 0 if it doesn't say.
  var minimumBuffers: Int {
    // More than any driver needs.
    min(32, max(0, Int(control(UInt32(V4L2_CID_MIN_BUFFERS_FOR_CAPTURE)) ?? 0)))
  }

  /// Subscribes to changes of the video source.
  /// - Returns: whether the driver reports them; most don't.
  func subscribeToSourceChange() -> Bool {
    var subscription = v4l2_event_subscription()
    subscription.type = UInt32(V4L2_EVENT_SOURCE_CHANGE)
    return perform(.subscribeEvent, &subscription) == 0
  }

  /// Dequeues the next event.
  /// - Returns: whether it reports a new resolution.
  func resolutionChanged() -> Bool {
    var event = v4l2_event()
    return perform(.dequeueEvent, &event) == 0 && event.type == UInt32(V4L2_EVENT_SOURCE_CHANGE)
      && event.u.src_change.changes & UInt32(V4L2_EVENT_SRC_CH_RESOLUTION) != 0
  }

  /// Sets the driver to the timings of its current input signal, as a program must after a source
  /// change (V4L2, "Digital Video (DV) Timings"). A camera without DV inputs is left as it is. Must
  /// not be called while buffers are allocated.
  func followSource() {
    var timings = v4l2_dv_timings()
    // Without a signal, the old timings stay and no frames arrive.
    if perform(.queryTimings, &timings) == 0 { _ = perform(.setTimings, &timings) }
  }
}
