import Glibc

/// The call beneath that failed, and what the system said.
public struct SystemCause: Hashable, Sendable, CustomStringConvertible {
  /// Whose error numbers ``code`` is one of.
  public enum Domain: String, Sendable {
    /// The kernel's and the C library's `errno`.
    case errno
    /// PulseAudio's `pa_error_code`.
    case pulseAudio
    /// The X server's error codes, and XCB's of a connection.
    case x11
    /// libjpeg-turbo's and libyuv's results.
    case codec
    /// The dynamic loader's, which has no numbers: always 0.
    case loader
  }

  /// The call, as its manual names it: `"VIDIOC_STREAMON"`.
  public let call: String
  /// The error number.
  public let code: Int32
  /// Whose error number it is.
  public let domain: Domain
  /// What the system says of the number.
  public let text: String

  /// A failed call with its number and the system's words for it.
  public init(call: String, code: Int32, domain: Domain, text: String) {
    self.call = call
    self.code = code
    self.domain = domain
    self.text = text
  }

  /// A failed system call; the words are the C library's.
  public init(call: String, errno code: Int32) {
    // The text is the thread's own since glibc 2.32 (strerror(3), ATTRIBUTES).
    self.init(call: call, code: code, domain: .errno, text: String(cString: strerror(code)))
  }

  /// `VIDIOC_STREAMON: Device or resource busy (errno 16)`.
  public var description: String {
    "\(call): \(text)" + (domain == .loader ? "" : " (\(domain) \(code))")
  }
}
