public import UserMedia

// As in UserMedia, in extensions of two protocols: a member of the class would hide the other overload.
extension MainActorEventTarget where Self: MediaDevices {
  /// Called on the main actor shortly after devices came or went, or the default changed.
  public var ondevicechange: MainActorHandler<MediaDevices>? {
    get { (self as MediaDevices)[mainActorHandler: .devicechange] }
    set { (self as MediaDevices)[mainActorHandler: .devicechange] = newValue }
  }
}

extension ParameterlessMainActorHandlers where Self: MediaDevices {
  /// A handler that takes no event: `mediaDevices.ondevicechange = { … }`.
  public var ondevicechange: (@MainActor () -> Void)? {
    get { (self as MediaDevices)[parameterlessMainActorHandler: .devicechange] }
    set { (self as MediaDevices)[parameterlessMainActorHandler: .devicechange] = newValue }
  }
}
