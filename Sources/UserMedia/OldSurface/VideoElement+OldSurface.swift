import Synchronization

extension VideoElement {
  /// The string that stands for the stream that is shown; any other string shows nothing.
  @available(*, deprecated, message: "assign the stream to srcObject")
  public var src: String {
    get { state.withLock { $0.src } }
    set {
      srcObject = ObjectURLs.stream(for: newValue)
      state.withLock { $0.src = newValue }
    }
  }

  /// Firefox's name for it, versions 18 to 57.
  @available(*, deprecated, renamed: "srcObject")
  public var mozSrcObject: MediaStream? {
    get { srcObject }
    set { srcObject = newValue }
  }
}

/// Shows a stream: adapter.js's helper of 2013.
@available(*, deprecated, message: "use element.srcObject = stream")
public func attachMediaStream(_ element: VideoElement, _ stream: MediaStream) {
  element.srcObject = stream
}

/// Shows what another element shows: adapter.js's helper of 2013.
@available(*, deprecated, message: "use to.srcObject = from.srcObject")
public func reattachMediaStream(_ to: VideoElement, _ from: VideoElement) {
  to.srcObject = from.srcObject
}
