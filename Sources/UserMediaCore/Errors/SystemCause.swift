import Glibc

/// The underlying call that failed, and the system's error.
public struct SystemCause: Hashable, Sendable, CustomStringConvertible {
  /// The error numbering that ``code`` belongs to.
  public enum Domain: String, Sendable {
    /// The kernel's and the C library's `errno`.
    case errno
    /// PulseAudio's `pa_error_code`.
    case pulseAudio
    /// The X server's error codes, and XCB's connection errors.
    case x11
    /// Result codes of libjpeg-turbo and libyuv.
    case codec
    /// The dynamic loader, which has no error numbers: always 0.
    case loader
  }

  /// The call, as named in its manual: `"VIDIOC_STREAMON"`.
  public let call: String
  /// The error number.
  public let code: Int32
  /// The numbering of ``code``.
  public let domain: Domain
  /// The system's description of the error.
  public let text: String

  /// Creates a cause from a failed call, its error number and description.
  public init(call: String, code: Int32, domain: Domain, text: String) {
    self.call = call
    self.code = code
    self.domain = domain
    self.text = text
  }

  /// Creates a cause from a failed system call; the C library supplies the description.
  public init(call: String, errno code: Int32) {
    // The text is thread-local since glibc 2.32 (strerror(3), ATTRIBUTES).
    self.init(call: call, code: code, domain: .errno, text: String(cString: strerror(code)))
  }

  /// `VIDIOC_STREAMON: Device or resource busy (errno 16)`.
  public var description: String {
    "\(call): \(text)" + (domain == .loader ? "" : " (\(domain) \(code))")
  }
}
