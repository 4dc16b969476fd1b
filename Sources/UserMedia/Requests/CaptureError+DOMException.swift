package import UserMediaCore

extension CaptureError {
  /// The error that a request reports for a driver's failure (Media Capture and Streams, 10.2,
  /// steps 11.2 and 11.3). A device that disappeared after it was listed counts as not found.
  package var domException: DOMException {
    let name: DOMException.Name =
      switch kind {
      case .notFound: .notFound
      case .notAllowed: .notAllowed
      case .busy, .unreadable: .notReadable
      case .unsupported, .aborted: .aborted
      }
    return DOMException(name, description, cause: cause)
  }
}
