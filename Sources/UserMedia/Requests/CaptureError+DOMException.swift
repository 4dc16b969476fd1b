package import UserMediaCore

extension CaptureError {
  /// The error that the request hands out for a driver's failure (Media Capture and Streams, 10.2,
  /// steps 11.2 and 11.3; a device that went away after it was listed is one that is not found).
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
