public import UserMediaConstraints
import UserMediaCore

/// A callback-style `getUserMedia`: the library's own, or one that a program supplies to get a
/// promise-style API on top of it.
public struct EntryPoint: Sendable {
  /// The dialect of the constraints passed to the entry point.
  public let dialect: Dialect
  /// Starts a request; the returned function cancels it.
  let begin:
    @Sendable (RequestConstraints, @escaping Success, @escaping Failure) throws -> CancelRequest

  /// Receives the stream.
  public typealias Success = @Sendable (MediaStream) -> Void
  /// Receives the error.
  public typealias Failure = @Sendable (any Error) -> Void
  /// Cancels a request.
  typealias CancelRequest = @Sendable () -> Void

  private init(
    _ dialect: Dialect,
    _ begin:
      @escaping @Sendable (RequestConstraints, @escaping Success, @escaping Failure) throws ->
      CancelRequest
  ) {
    self.dialect = dialect
    self.begin = begin
  }

  /// An entry point whose requests can be cancelled.
  static func cancellable(
    _ dialect: Dialect,
    _ begin:
      @escaping @Sendable (RequestConstraints, @escaping Success, @escaping Failure) throws ->
      CancelRequest
  ) -> EntryPoint {
    EntryPoint(dialect, begin)
  }

  /// Creates an entry point from the program's own function. `call` receives constraints in
  /// `dialect` and must call one of its two callbacks, once. An error that it throws counts as a
  /// failure.
  public init(
    dialect: Dialect,
    _ call:
      @escaping @Sendable (
        _ constraints: ConstraintValue, _ success: @escaping Success, _ failure: @escaping Failure
      ) throws -> Void
  ) {
    self.dialect = dialect
    begin = { constraints, success, failure in
      try call(constraints.value(in: dialect), success, failure)
      return {}
    }
  }
}

/// The constraints of one request, still typed if the caller wrote them so, to avoid a lossy
/// conversion.
package enum RequestConstraints: Sendable {
  case typed(MediaStreamConstraints)
  case legacy(ConstraintValue, Dialect)
  /// The options of `getDisplayMedia`.
  case display(DisplayMediaStreamOptions)

  /// The constraints, written in a dialect.
  func value(in dialect: Dialect) throws -> ConstraintValue {
    switch self {
    case .typed(let constraints):
      let value = constraints.value
      return dialect == .current ? value : try Translation(value, from: .current, to: dialect).value
    case .legacy(let value, let own):
      return own == dialect ? value : try Translation(value, from: own, to: dialect).value
    case .display(let options):
      // Only Firefox's `getUserMedia` had a keyword for this that needed no extension.
      guard dialect == .moz else {
        throw DOMException(.notSupported, "getDisplayMedia is not implemented in this browser")
      }
      let video = MediaStreamConstraints(video: .constraints(try options.checked())).value
      return try Translation.displayMediaConstraints(video, mediaSource: options.mediaSource)
    }
  }

  /// The stream that these constraints request.
  package func requested() throws -> RequestedStream {
    switch self {
    case .typed(let constraints): return .devices(constraints)
    case .legacy(let value, let dialect):
      if let display = try LegacyDisplayRequest(value, dialect: dialect) {
        return .display(display.constraints, display.surface)
      }
      return .devices(try MediaStreamConstraints(value, dialect: dialect))
    case .display(let options):
      return .display(
        MediaStreamConstraints(video: .constraints(try options.checked())),
        DisplayWish(id: options.surface))
    }
  }
}

extension DisplayMediaStreamOptions {
  /// The preferred source, in Firefox's vocabulary.
  fileprivate var mediaSource: String {
    guard case .constraints(let wish) = video,
      wish.basic.displaySurface?.ideal?.values.first == DisplayCaptureSurfaceType.window.rawValue
    else { return "screen" }
    return "window"
  }
}
