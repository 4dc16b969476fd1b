import CV4L2
import Glibc
import Synchronization
import UserMediaCore

/// A V4L2 device node that is open: the one place from which its ioctls are made.
///
/// Not blocking (`O_NONBLOCK`), so that taking a frame never waits; opening, setting and starting
/// can take long all the same and are never called on a thread that others need.
final class V4L2Device: Sendable {
  /// The node: `"/dev/video0"`.
  let path: String
  private let open: Atomic<Int32>
  private let driver: Driver
  /// See ``isSilent``.
  let silent = Atomic(false)
  /// What tells of frames in the place of the open file.
  private let signal: Int32?

  /// Who answers the calls.
  private enum Driver: Sendable {
    case kernel
    /// libv4l2, which converts formats on the thread that takes a frame.
    case converter
    case standIn(StandIn)
  }

  /// Answers an ioctl, by its number, in the place of a driver: with 0 or an error number.
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

  /// A device whose buffers lie in a file that it takes over, and whose calls somebody else
  /// answers: for what no driver at hand does. `signal` is a file that is readable when there may
  /// be a frame, open for as long as the device is.
  init(
    path: String, buffers descriptor: Int32, signal: Int32, answering driver: @escaping StandIn
  ) {
    self.path = path
    open = Atomic(descriptor)
    self.driver = .standIn(driver)
    self.signal = signal
  }

  /// The same open file through libv4l2.
  ///
  /// libv4l2 closes the descriptor that it is given, so it gets a duplicate. It holds 16 devices in
  /// a process and refuses more (libv4l2-priv.h, `V4L2_MAX_DEVICES`).
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

  /// The open file; -1 when it is closed.
  var descriptor: Int32 { open.load(ordering: .relaxed) }

  /// What `epoll` is to wait for.
  var waitable: Int32 { signal ?? descriptor }

  /// Closes the device, which must not be in use.
  func close() {
    let descriptor = open.exchange(-1, ordering: .relaxed)
    guard descriptor >= 0 else { return }
    if converts { v4l2_close(descriptor) } else { Glibc.close(descriptor) }
  }

  /// An error of this device.
  func failure(_ message: String, _ call: String, _ code: Int32) -> CaptureError {
    CaptureError(device: path, message, call: call, errno: code)
  }

  /// Makes one ioctl, again whenever a signal interrupted it.
  /// - Returns: 0, or the error number.
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

  /// Makes one ioctl; throws what `message` says when it fails.
  func perform<Argument>(
    _ call: V4L2Call, _ argument: inout Argument, orThrow message: String
  ) throws(CaptureError) {
    let code = perform(call, &argument)
    if code != 0 { throw failure(message, call, code) }
  }

  /// An error of an ioctl; only one that sets a format says that the camera lacks it, the same
  /// error number elsewhere is a camera that does not work.
  func failure(_ message: String, _ call: V4L2Call, _ code: Int32) -> CaptureError {
    let error = failure(message, call.rawValue, code)
    guard error.kind == .unsupported, call != .setFormat else { return error }
    return CaptureError(.unreadable, device: path, message, cause: error.cause)
  }

  /// Maps one memory plane of a native buffer of the driver's.
  func map(byteCount: Int, offset: UInt32) throws(CaptureError) -> MemoryRegion {
    let address = mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, Int(offset))
    guard let address, address != MAP_FAILED else {
      throw failure("cannot map its buffers", "mmap", errno)
    }
    return MemoryRegion(mapped: address, byteCount: byteCount)
  }

  /// Maps where libv4l2 puts what it made of a buffer; to be given back before the buffers are.
  func mapConverted(
    _ byteCount: Int, offset: UInt32
  ) throws(CaptureError) -> UnsafeRawBufferPointer {
    let address = v4l2_mmap(nil, byteCount, PROT_READ, MAP_SHARED, descriptor, Int64(offset))
    guard let address, address != MAP_FAILED else {
      throw failure("cannot map its buffers", "v4l2_mmap", errno)
    }
    return UnsafeRawBufferPointer(start: address, count: byteCount)
  }

  /// Gives back what ``mapConverted(_:offset:)`` gave.
  func unmapConverted(_ memory: UnsafeRawBufferPointer) {
    v4l2_munmap(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count)
  }
}
