public import UserMediaConstraints
import UserMediaCore

/// A callback-style `getUserMedia`: the library's own, or one that a program hands in to have a
/// promise-style API put over it.
public struct EntryPoint: Sendable {
  /// The syntax that the entry point takes constraints in.
  public let dialect: Dialect
  /// Starts a request; what it returns cancels the request.
  let begin:
    @Sendable (RequestConstraints, @escaping Success, @escaping Failure) throws -> CancelRequest

  /// Receives the stream.
  public typealias Success = @Sendable (MediaStream) -> Void
  /// Receives the reason why there is none.
  public typealias Failure = @Sendable (any Error) -> Void
  /// Gives up a request that nobody waits for any more.
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

  /// An entry point whose requests can be given up.
  static func cancellable(
    _ dialect: Dialect,
    _ begin:
      @escaping @Sendable (RequestConstraints, @escaping Success, @escaping Failure) throws ->
      CancelRequest
  ) -> EntryPoint {
    EntryPoint(dialect, begin)
  }

  /// An entry point of the program's own. `call` gets constraints in `dialect` and calls one of its
  /// two callbacks once; an error that it throws counts as its failure.
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

/// The constraints of one request: typed where the caller wrote them so, that nothing is lost on
/// the way.
enum RequestConstraints: Sendable {
  case typed(MediaStreamConstraints)
  case legacy(ConstraintValue, Dialect)
  /// Those of `getDisplayMedia`.
  case display(DisplayMediaStreamOptions)

  /// The constraints in a dialect.
  func value(in dialect: Dialect) throws -> ConstraintValue {
    switch self {
    case .typed(let constraints):
      let value = constraints.value
      return dialect == .current ? value : try translate(value, from: .current, to: dialect).value
    case .legacy(let value, let own):
      return own == dialect ? value : try translate(value, from: own, to: dialect).value
    case .display(let options):
      // Only Firefox had a word for it in `getUserMedia` that needed no extension.
      guard dialect == .moz else {
        throw DOMException(.notSupported, "getDisplayMedia is not implemented in this browser")
      }
      let video = MediaStreamConstraints(video: .constraints(try options.checked())).value
      return try displayMediaConstraints(video, mediaSource: options.mediaSource)
    }
  }

  /// What the request is asked for.
  func requested() throws -> RequestedStream {
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
  /// What is wanted most, as Firefox said it.
  fileprivate var mediaSource: String {
    guard case .constraints(let wish) = video,
      wish.basic.displaySurface?.ideal?.values.first == DisplayCaptureSurfaceType.window.rawValue
    else { return "screen" }
    return "window"
  }
}
