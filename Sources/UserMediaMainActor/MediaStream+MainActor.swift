public import UserMedia

// As in UserMedia, in extensions of two protocols: a member of the class would hide the other overload.
extension MainActorEventTarget where Self: MediaStream {
  /// Called on the main actor when a track was added, other than by
  /// ``MediaStream/addTrack(_:)``.
  public var onaddtrack: MainActorHandler<MediaStream>? {
    get { (self as MediaStream)[mainActorHandler: .addtrack] }
    set { (self as MediaStream)[mainActorHandler: .addtrack] = newValue }
  }

  /// Called on the main actor when a track was removed, other than by
  /// ``MediaStream/removeTrack(_:)``.
  public var onremovetrack: MainActorHandler<MediaStream>? {
    get { (self as MediaStream)[mainActorHandler: .removetrack] }
    set { (self as MediaStream)[mainActorHandler: .removetrack] = newValue }
  }
}

extension ParameterlessMainActorHandlers where Self: MediaStream {
  /// A handler that takes no event: `stream.onaddtrack = { … }`.
  public var onaddtrack: (@MainActor () -> Void)? {
    get { (self as MediaStream)[parameterlessMainActorHandler: .addtrack] }
    set { (self as MediaStream)[parameterlessMainActorHandler: .addtrack] = newValue }
  }

  /// A handler that takes no event: `stream.onremovetrack = { … }`.
  public var onremovetrack: (@MainActor () -> Void)? {
    get { (self as MediaStream)[parameterlessMainActorHandler: .removetrack] }
    set { (self as MediaStream)[parameterlessMainActorHandler: .removetrack] = newValue }
  }
}
