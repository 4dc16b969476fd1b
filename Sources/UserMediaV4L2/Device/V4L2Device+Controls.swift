import CV4L2
import Glibc
import Synchronization
import UserMediaCore

extension V4L2Device {
  /// Whether a request about a control timed out. No more are made until ``ask()``: uvcvideo waits
  /// five seconds for each answer (uvcvideo.h, `UVC_CTRL_CONTROL_TIMEOUT`), and a camera has many
  /// controls.
  var isSilent: Bool { silent.load(ordering: .relaxed) }

  /// Makes requests again, even if one has timed out.
  func ask() { silent.store(false, ordering: .relaxed) }

  /// Makes a request about a control, unless one has timed out.
  /// - Returns: 0, or the error number.
  private func request<Argument>(_ call: V4L2Call, _ argument: inout Argument) -> Int32 {
    guard !isSilent else { return ETIMEDOUT }
    let code = perform(call, &argument)
    if code == ETIMEDOUT { silent.store(true, ordering: .relaxed) }
    return code
  }

  /// The driver's description of a control; `nil` if there is no such control or it can't be both
  /// read and set.
  func describe(control id: UInt32) -> v4l2_queryctrl? {
    var query = v4l2_queryctrl()
    query.id = id
    let unusable = UInt32(
      V4L2_CTRL_FLAG_DISABLED | V4L2_CTRL_FLAG_READ_ONLY | V4L2_CTRL_FLAG_WRITE_ONLY)
    return request(.queryControl, &query) == 0 && query.flags & unusable == 0 ? query : nil
  }

  /// A menu's items: their indices and integer values. In a menu of names, the values mean nothing.
  func menu(_ query: v4l2_queryctrl) -> [(index: Int32, number: Int64)] {
    // At most 1024 items, more than any menu has.
    (query.minimum...max(query.minimum, min(query.maximum, 1023))).compactMap { index in
      var item = v4l2_querymenu()
      item.id = query.id
      item.index = UInt32(bitPattern: index)
      // Menus have gaps: a webcam offers two of the four exposure modes.
      guard request(.queryMenu, &item) == 0 else { return nil }
      return (index, item.value)
    }
  }

  /// A control's value; `nil` if the driver has no such control.
  func control(_ id: UInt32) -> Int32? {
    var control = v4l2_control()
    control.id = id
    return request(.getControl, &control) == 0 ? control.value : nil
  }

  /// Sets a control.
  /// - Returns: 0, or the errno.
  func setControl(_ id: UInt32, _ value: Int32) -> Int32 {
    var control = v4l2_control(id: id, value: value)
    return request(.setControl, &control)
  }
}
