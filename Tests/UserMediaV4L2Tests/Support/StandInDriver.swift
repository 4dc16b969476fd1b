import CV4L2
import Glibc
import Synchronization
import Testing
import UserMediaCore

@testable import UserMediaV4L2

/// A V4L2 driver controlled by a test: for cameras unlike the virtual ones, and for answers that no
/// driver should give.
final class StandInDriver: Sendable {
  /// A control and its value.
  struct Control {
    var type = V4L2_CTRL_TYPE_INTEGER
    var range: ClosedRange<Int32> = 0...1
    var step: Int32 = 1
    var value: Int32
    /// A menu's items, with the integer value of each.
    var menu: [Int32: Int64] = [:]
  }

  /// A buffer as returned by `VIDIOC_DQBUF`.
  struct Filled {
    /// Its index; `nil` for the next queued one.
    var index: UInt32?
    /// The bytes used of each plane.
    var used: [UInt32]
    var offsets: [UInt32] = []
    var sequence: UInt32 = 0
    /// Microseconds of the monotonic clock.
    var timestamp: Int64 = 0
    var flags: Int32 = 0
    /// The number of planes that the buffer claims to have, if it differs from ``used``.
    var planeCount: UInt32?
  }

  /// The driver's state.
  struct State {
    var controls: [UInt32: Control] = [:]
    /// The controls that were set, in order.
    var settings: [Setting] = []
    var isGone = false
    /// Whether requests about controls time out, and how many did.
    var isSilent = false
    var timeoutCount = 0
    var queued: [UInt32] = []
    var filled: [Filled] = []
    /// The length of each plane of each buffer.
    var planeLengths: [UInt32] = []
    var isStreaming = false
    var bufferCount: UInt32 = 0
    /// The minimum number of buffers.
    var leastBuffers: UInt32 = 0
    /// Whether more buffers can be created while streaming.
    var createsBuffers = false
    /// The width and height of its only mode, in YUYV; `nil` if it reports none.
    var size: (width: UInt32, height: UInt32)?
    /// The size of the input signal, which it takes on when told to follow.
    var incoming: (width: UInt32, height: UInt32)?
    /// The changes reported by the next event.
    var sourceChanges: UInt32?
  }

  /// A control setting.
  struct Setting: Hashable {
    var id: UInt32
    var value: Int32
  }

  let state: Mutex<State>
  /// Whether no call returns.
  let hangs = Atomic(false)
  /// Readable when there are frames.
  private let signal = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))

  deinit {
    close(signal)
  }

  init(controls: [Int32: Control] = [:], planeLengths: [UInt32] = []) {
    state = Mutex(
      State(
        controls: controls.reduce(into: [:]) { $0[UInt32($1.key)] = $1.value },
        planeLengths: planeLengths))
  }

  /// The device that it drives; its buffers contain zeros.
  func device() throws -> V4L2Device {
    let file = try #require(tmpfile())
    defer { fclose(file) }
    let buffers = dup(fileno(file))
    let planes = state.withLock { $0.planeLengths.count }
    try #require(ftruncate(buffers, Self.stride * Self.mostBuffers * max(1, planes)) == 0)
    return V4L2Device(path: "/dev/stand-in", buffers: buffers, signal: signal) {
      request, argument in
      self.answer(request, argument)
    }
  }

  /// Makes frames ready.
  func fill(_ buffers: [Filled]) {
    state.withLock { $0.filled += buffers }
    eventfd_write(signal, 1)
  }

  /// A control's current value.
  subscript(_ id: Int32) -> Int32? { state.withLock { $0.controls[UInt32(id)]?.value } }

  /// The controls that were set, in order.
  var settings: [Setting] { state.withLock { $0.settings } }

  /// Its only frame rate: so slow that it never counts as stalled, however long a busy machine
  /// delays a test.
  static let rate = FrameRate(1, 1000)

  /// The distance between two planes' memory, in bytes.
  private static let stride = 1 << 16
  fileprivate static let mostBuffers = 128

  private func answer(_ request: UInt, _ pointer: UnsafeMutableRawPointer) -> Int32 {
    while hangs.load(ordering: .relaxed) { usleep(10_000) }
    return state.withLock { state in
      if state.isGone { return ENODEV }
      let controls: [V4L2Call] = [.queryControl, .queryMenu, .getControl, .setControl]
      if state.isSilent, controls.contains(where: { $0.request == request }) {
        state.timeoutCount += 1
        return ETIMEDOUT
      }
      func argument<Argument>(as type: Argument.Type) -> UnsafeMutablePointer<Argument> {
        pointer.assumingMemoryBound(to: type)
      }
      switch request {
      case V4L2Call.queryControl.request: return state.query(argument(as: v4l2_queryctrl.self))
      case V4L2Call.queryMenu.request: return state.queryMenu(argument(as: v4l2_querymenu.self))
      case V4L2Call.getControl.request:
        let control = argument(as: v4l2_control.self)
        guard let value = state.controls[control.pointee.id]?.value else { return EINVAL }
        control.pointee.value = value
        return 0
      case V4L2Call.setControl.request:
        let control = argument(as: v4l2_control.self).pointee
        guard state.controls[control.id]?.range.contains(control.value) ?? false else {
          return state.controls[control.id] == nil ? EINVAL : ERANGE
        }
        state.controls[control.id]?.value = control.value
        state.settings.append(Setting(id: control.id, value: control.value))
        return 0
      case V4L2Call.requestBuffers.request:
        let request = argument(as: v4l2_requestbuffers.self)
        if request.pointee.count > 0 {
          request.pointee.count = max(request.pointee.count, state.leastBuffers)
        }
        state.bufferCount = request.pointee.count
        return 0
      case V4L2Call.enumerateFormats.request:
        let description = argument(as: v4l2_fmtdesc.self)
        guard state.size != nil, description.pointee.index == 0 else { return EINVAL }
        description.pointee.pixelformat = PixelFormat.yuyv.rawValue
        return 0
      case V4L2Call.getFormat.request, V4L2Call.setFormat.request:
        guard let size = state.size else { return 0 }
        let format = argument(as: v4l2_format.self)
        format.pointee.fmt.pix.pixelformat = PixelFormat.yuyv.rawValue
        format.pointee.fmt.pix.width = size.width
        format.pointee.fmt.pix.height = size.height
        return 0
      case V4L2Call.getParameters.request:
        argument(as: v4l2_streamparm.self).pointee.parm.capture.timeperframe =
          v4l2_fract(numerator: 1000, denominator: 1)
        return 0
      case V4L2Call.queryTimings.request: return state.incoming == nil ? ENOTTY : 0
      case V4L2Call.setTimings.request:
        guard state.bufferCount == 0 else { return EBUSY }
        state.size = state.incoming
        return 0
      case V4L2Call.createBuffers.request:
        let more = argument(as: v4l2_create_buffers.self)
        guard state.createsBuffers else { return ENOMEM }
        more.pointee.index = state.bufferCount
        state.bufferCount += more.pointee.count
        return 0
      case V4L2Call.queryBuffer.request:
        return state.place(argument(as: v4l2_buffer.self), stride: Self.stride)
      case V4L2Call.queue.request:
        state.queued.append(argument(as: v4l2_buffer.self).pointee.index)
        return 0
      case V4L2Call.dequeue.request:
        let code = state.dequeue(argument(as: v4l2_buffer.self))
        var count: eventfd_t = 0
        if code == EAGAIN { eventfd_read(signal, &count) }
        return code
      case V4L2Call.streamOn.request:
        state.isStreaming = true
        return 0
      case V4L2Call.streamOff.request:
        state.isStreaming = false
        state.queued = []
        return 0
      case V4L2Call.subscribeEvent.request: return 0
      case V4L2Call.dequeueEvent.request:
        guard let changes = state.sourceChanges.take() else { return ENOENT }
        let event = argument(as: v4l2_event.self)
        event.pointee.type = UInt32(V4L2_EVENT_SOURCE_CHANGE)
        event.pointee.u.src_change.changes = changes
        return 0
      default: return ENOTTY
      }
    }
  }
}

extension StandInDriver.State {
  fileprivate func query(_ query: UnsafeMutablePointer<v4l2_queryctrl>) -> Int32 {
    guard let control = controls[query.pointee.id] else { return EINVAL }
    query.pointee.type = control.type.rawValue
    query.pointee.minimum = control.range.lowerBound
    query.pointee.maximum = control.range.upperBound
    query.pointee.step = control.step
    query.pointee.default_value = control.value
    return 0
  }

  fileprivate func queryMenu(_ query: UnsafeMutablePointer<v4l2_querymenu>) -> Int32 {
    let index = Int32(bitPattern: query.pointee.index)
    guard let number = controls[query.pointee.id]?.menu[index] else { return EINVAL }
    query.pointee.value = number
    return 0
  }

  fileprivate func place(_ buffer: UnsafeMutablePointer<v4l2_buffer>, stride: Int) -> Int32 {
    let index = Int(buffer.pointee.index)
    func offset(_ plane: Int) -> UInt32 {
      UInt32((plane * StandInDriver.mostBuffers + index) * stride)
    }
    if buffer.pointee.type == V4L2BufferType.singlePlanar.rawValue {
      buffer.pointee.length = planeLengths[0]
      buffer.pointee.m.offset = offset(0)
    } else {
      buffer.pointee.length = UInt32(planeLengths.count)
      for (plane, length) in planeLengths.enumerated() {
        buffer.pointee.m.planes[plane].length = length
        buffer.pointee.m.planes[plane].m.mem_offset = offset(plane)
      }
    }
    return 0
  }

  fileprivate mutating func dequeue(_ buffer: UnsafeMutablePointer<v4l2_buffer>) -> Int32 {
    guard !filled.isEmpty, isStreaming else { return EAGAIN }
    let next = filled.removeFirst()
    if let index = next.index {
      buffer.pointee.index = index
    } else {
      buffer.pointee.index = queued.removeFirst()
    }
    buffer.pointee.flags = UInt32(next.flags | V4L2_BUF_FLAG_TIMESTAMP_MONOTONIC)
    buffer.pointee.sequence = next.sequence
    buffer.pointee.timestamp.tv_sec = Int(next.timestamp / 1_000_000)
    buffer.pointee.timestamp.tv_usec = Int(next.timestamp % 1_000_000)
    if buffer.pointee.type == V4L2BufferType.singlePlanar.rawValue {
      buffer.pointee.bytesused = next.used[0]
    } else {
      for plane in next.used.indices {
        buffer.pointee.m.planes[plane].bytesused = next.used[plane]
        buffer.pointee.m.planes[plane].data_offset =
          plane < next.offsets.count ? next.offsets[plane] : 0
      }
      buffer.pointee.length = next.planeCount ?? UInt32(next.used.count)
    }
    return 0
  }
}
