public import UserMedia

// As in UserMedia, in extensions of two protocols: a member of the class would hide the other overload.
extension MainActorEventTarget where Self: PermissionStatus {
  /// Called on the main actor when ``PermissionStatus/state`` has changed.
  public var onchange: MainActorHandler<PermissionStatus>? {
    get { (self as PermissionStatus)[mainActorHandler: .change] }
    set { (self as PermissionStatus)[mainActorHandler: .change] = newValue }
  }
}

extension ParameterlessMainActorHandlers where Self: PermissionStatus {
  /// A handler that takes no event: `status.onchange = { … }`.
  public var onchange: (@MainActor () -> Void)? {
    get { (self as PermissionStatus)[parameterlessMainActorHandler: .change] }
    set { (self as PermissionStatus)[parameterlessMainActorHandler: .change] = newValue }
  }
}
