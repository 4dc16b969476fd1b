/// An executor on the thread that takes data from devices, whose tasks can have that go on.
///
/// A task that waits for data is suspended, and resumed by what brings it: most of what a frame costs
/// that nobody looks at. On the thread that would bring it, the task can take it from the device
/// itself.
public protocol CaptureExecutor: TaskExecutor {
  /// On the executor's thread: waits until something happens to the devices, and sees to it.
  /// - Returns: whether to go on so: `false` on any other thread, while other tasks wait for this one,
  ///   and when a device is found stalled.
  func takeData() -> Bool
}

extension CaptureExecutor {
  /// Not by tasks: they are suspended until the thread brings data.
  public func takeData() -> Bool { false }
}
