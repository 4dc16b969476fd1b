import Synchronization
public import UserMedia

/// Strings that stand for streams: the results of `URL.createObjectURL(stream)` (2011 to 2018).
///
/// Not named `URL`, so that it does not clash with Foundation's. Old code finds it as `window.URL`.
@available(*, deprecated, message: "assign the stream to VideoElement.srcObject")
public struct ObjectURLs: Sendable {
  /// Creates a string for ``VideoElement/src``; it holds the stream until revoked.
  public func createObjectURL(_ stream: MediaStream) -> String {
    let url = "blob:UserMedia/" + UUIDv4.make()
    objectURLs.withLock { $0[url] = stream }
    return url
  }

  /// The first drafts' name for ``createObjectURL(_:)``.
  @available(*, deprecated, renamed: "createObjectURL(_:)")
  public func getObjectURL(_ stream: MediaStream) -> String { createObjectURL(stream) }

  /// Releases the stream that a string stands for. An element already playing it continues.
  public func revokeObjectURL(_ url: String) {
    _ = objectURLs.withLock { $0.removeValue(forKey: url) }
  }

  /// The stream that a string stands for.
  static func stream(for url: String) -> MediaStream? { objectURLs.withLock { $0[url] } }
}

private let objectURLs = Mutex<[String: MediaStream]>([:])

/// The part of a page's `window` that capture code uses.
@available(*, deprecated, message: "assign the stream to VideoElement.srcObject")
public struct Window: Sendable {
  // swift-format-ignore: AlwaysUseLowerCamelCase
  /// `window.URL`.
  public let URL = ObjectURLs()
  /// `window.webkitURL`, in Chrome to version 22.
  public let webkitURL = ObjectURLs()
  /// `window.navigator`.
  public var navigator: Navigator { UserMedia.navigator }
}

/// The part of a page's `window` that capture code uses: `window.URL.createObjectURL(stream)`.
@available(*, deprecated, message: "assign the stream to VideoElement.srcObject")
public let window = Window()
