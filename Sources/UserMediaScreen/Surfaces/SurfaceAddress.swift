#if Screen
/// A surface to capture, named as in Chrome's `chromeMediaSourceId`: `screen:0` is the whole screen,
/// `screen:1` and following are its monitors, `window:23068679` is a window.
enum SurfaceAddress: Hashable, Sendable {
  case screen
  /// A monitor, by its index in the server's list.
  case monitor(Int)
  /// A window, by its identifier on the server.
  case window(UInt32)

  /// The surface with a name; `nil` when it is not one.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = UInt32(parts[1]) else { return nil }
    switch (parts[0], number) {
    case ("screen", 0): self = .screen
    case ("screen", let number): self = .monitor(Int(number) - 1)
    case ("window", let number): self = .window(number)
    default: return nil
    }
  }

  /// The surface's name.
  var text: String {
    switch self {
    case .screen: "screen:0"
    case .monitor(let index): "screen:\(index + 1)"
    case .window(let number): "window:\(number)"
    }
  }
}
#endif
