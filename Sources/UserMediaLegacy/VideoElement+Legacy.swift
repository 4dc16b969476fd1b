public import UserMedia

extension VideoElement {
  /// The object URL of the stream that is playing; any other string plays nothing.
  @available(*, deprecated, message: "assign the stream to srcObject")
  public var src: String {
    get { objectURL }
    set {
      srcObject = ObjectURLs.stream(for: newValue)
      objectURL = newValue
    }
  }

  /// Firefox's name for ``srcObject``, versions 18 to 57.
  @available(*, deprecated, renamed: "srcObject")
  public var mozSrcObject: MediaStream? {
    get { srcObject }
    set { srcObject = newValue }
  }
}

/// Plays a stream: adapter.js's helper of 2013.
@available(*, deprecated, message: "use element.srcObject = stream")
public func attachMediaStream(_ element: VideoElement, _ stream: MediaStream) {
  element.srcObject = stream
}

/// Plays what another element plays: adapter.js's helper of 2013.
@available(*, deprecated, message: "use to.srcObject = from.srcObject")
public func reattachMediaStream(_ to: VideoElement, _ from: VideoElement) {
  to.srcObject = from.srcObject
}
