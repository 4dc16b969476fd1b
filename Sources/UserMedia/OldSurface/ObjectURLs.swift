import Synchronization

/// Strings that stand for streams: what `URL.createObjectURL(stream)` gave (2011 to 2018).
///
/// Not called `URL`, so that it is no other name for Foundation's: old code finds it at
/// `window.URL`.
@available(*, deprecated, message: "assign the stream to VideoElement.srcObject")
public struct ObjectURLs: Sendable {
  /// A string for ``VideoElement/src``; holds the stream until it is revoked.
  public func createObjectURL(_ stream: MediaStream) -> String {
    let url = "blob:UserMedia/" + UUIDv4.make()
    objectURLs.withLock { $0[url] = stream }
    return url
  }

  /// ``createObjectURL(_:)`` as the first drafts called it.
  @available(*, deprecated, renamed: "createObjectURL(_:)")
  public func getObjectURL(_ stream: MediaStream) -> String { createObjectURL(stream) }

  /// Forgets the stream that a string stands for. An element that shows it goes on.
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
  /// `window.webkitURL`, as Chrome had it to version 22.
  public let webkitURL = ObjectURLs()
  /// `window.navigator`.
  public var navigator: Navigator { UserMedia.navigator }
}

/// The part of a page's `window` that capture code uses: `window.URL.createObjectURL(stream)`.
@available(*, deprecated, message: "assign the stream to VideoElement.srcObject")
public let window = Window()
