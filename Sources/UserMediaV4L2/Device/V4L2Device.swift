import CV4L2
import Glibc
import Synchronization
import UserMediaCore

/// An open V4L2 device node. All ioctls go through it.
///
/// Opened with `O_NONBLOCK`, so dequeuing never waits. Opening, configuring and starting can still
/// take long, so they never run on a thread that others need.
final class V4L2Device: Sendable {
  /// The node: `"/dev/video0"`.
  let path: String
  private let open: Atomic<Int32>
  private let driver: Driver
  /// See ``isSilent``.
  let silent = Atomic(false)
  /// The descriptor to poll for frames, if it isn't the device's own.
  private let signal: Int32?

  /// What handles the ioctls.
  private enum Driver: Sendable {
    case kernel
    /// libv4l2, which converts formats on the thread that dequeues a frame.
    case converter
    case standIn(StandIn)
  }

  /// Handles an ioctl, by its request code, instead of a driver: returns 0 or an errno.
  typealias StandIn = @Sendable (_ request: UInt, _ argument: UnsafeMutableRawPointer) -> Int32

  /// Whether calls go through libv4l2.
  var converts: Bool {
    if case .converter = driver { true } else { false }
  }

  /// Opens a node without changing any state of the device.
  init(path: String) throws(CaptureError) {
    let descriptor = aboveStandardStreams(Glibc.open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC))
    guard descriptor >= 0 else {
      throw CaptureError(device: path, "cannot be opened", call: "open", errno: errno)
    }
    self.path = path
    open = Atomic(descriptor)
    driver = .kernel
    signal = nil
  }

  /// Creates a device that takes over a file for its buffers and has its ioctls handled by a
  /// function, to simulate what no available driver does. `signal` is a file that is readable when
  /// there may be a frame; it must stay open as long as the device.
  init(
    path: String, buffers descriptor: Int32, signal: Int32, answering driver: @escaping StandIn
  ) {
    self.path = path
    open = Atomic(descriptor)
    self.driver = .standIn(driver)
    self.signal = signal
  }

  /// Opens the same file through libv4l2.
  ///
  /// libv4l2 closes the descriptor it is given, so it gets a duplicate. It supports at most 16
  /// devices per process (libv4l2-priv.h, `V4L2_MAX_DEVICES`).
  init(converting device: V4L2Device) throws(CaptureError) {
    let duplicate = fcntl(device.descriptor, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
    guard duplicate >= 0 else { throw device.failure("cannot be opened again", "fcntl", errno) }
    guard v4l2_fd_open(duplicate, 0) >= 0 else {
      let code = errno
      Glibc.close(duplicate)
      throw device.failure("libv4l2 cannot convert it", "v4l2_fd_open", code)
    }
    path = device.path
    open = Atomic(duplicate)
    driver = .converter
    signal = nil
  }

  deinit {
    close()
  }

  /// The file descriptor; -1 once closed.
  var descriptor: Int32 { open.load(ordering: .relaxed) }

  /// The descriptor to register with `epoll`.
  var waitable: Int32 { signal ?? descriptor }

  /// Closes the device, which must not be in use.
  func close() {
    let descriptor = open.exchange(-1, ordering: .relaxed)
    guard descriptor >= 0 else { return }
    if converts { v4l2_close(descriptor) } else { Glibc.close(descriptor) }
  }

  /// Creates an error of this device.
  func failure(_ message: String, _ call: String, _ code: Int32) -> CaptureError {
    CaptureError(device: path, message, call: call, errno: code)
  }

  /// Makes an ioctl; retries it if a signal interrupts it.
  /// - Returns: 0, or the errno.
  @inline(__always)
  func perform<Argument>(_ call: V4L2Call, _ argument: inout Argument) -> Int32 {
    withUnsafeMutablePointer(to: &argument) { argument in
      while true {
        let code =
          switch driver {
          case .kernel:
            usermedia_ioctl(descriptor, call.request, argument) == -1 ? errno : 0
          case .converter:
            usermedia_v4l2_ioctl(descriptor, call.request, argument) == -1 ? errno : 0
          case .standIn(let answer): answer(call.request, argument)
          }
        if code != EINTR { return code }
      }
    }
  }

  /// Makes an ioctl; throws an error with `message` if it fails.
  func perform<Argument>(
    _ call: V4L2Call, _ argument: inout Argument, orThrow message: String
  ) throws(CaptureError) {
    let code = perform(call, &argument)
    if code != 0 { throw failure(message, call, code) }
  }

  /// Creates an error of an ioctl. `EINVAL` means an unsupported mode only from `VIDIOC_S_FMT`;
  /// from any other ioctl, the camera isn't working.
  func failure(_ message: String, _ call: V4L2Call, _ code: Int32) -> CaptureError {
    let error = failure(message, call.rawValue, code)
    guard error.kind == .unsupported, call != .setFormat else { return error }
    return CaptureError(.unreadable, device: path, message, cause: error.cause)
  }

  /// Maps one memory plane of a driver's buffer.
  func map(byteCount: Int, offset: UInt32) throws(CaptureError) -> MemoryRegion {
    let address = mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, Int(offset))
    guard let address, address != MAP_FAILED else {
      throw failure("cannot map its buffers", "mmap", errno)
    }
    return MemoryRegion(mapped: address, byteCount: byteCount)
  }

  /// Maps libv4l2's converted copy of a buffer; must be unmapped before the buffers are released.
  func mapConverted(
    _ byteCount: Int, offset: UInt32
  ) throws(CaptureError) -> UnsafeRawBufferPointer {
    let address = v4l2_mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, Int64(offset))
    guard let address, address != MAP_FAILED else {
      throw failure("cannot map its buffers", "v4l2_mmap", errno)
    }
    return UnsafeRawBufferPointer(start: address, count: byteCount)
  }

  /// Unmaps memory from ``mapConverted(_:offset:)``.
  func unmapConverted(_ memory: UnsafeRawBufferPointer) {
    v4l2_munmap(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count)
  }
}
