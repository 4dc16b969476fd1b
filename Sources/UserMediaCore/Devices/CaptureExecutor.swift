/// An executor on the thread that takes data from devices, whose tasks can have the thread go on with
/// that: programs see a `TaskExecutor` and nothing else.
///
/// A task that waits for data is suspended and resumed by what brings it, which is most of what a
/// frame costs that nobody looks at. On the thread that would bring it, the task can take it from the
/// device itself.
package protocol CaptureExecutor: TaskExecutor {
  /// On the executor's thread: waits until something happens on a device, and handles it.
  /// - Returns: whether to call again: `false` on any other thread, while other tasks wait for this
  ///   one, and when a device has stalled.
  func takeData() -> Bool

  /// On the executor's thread: handles what has happened on devices, without waiting, for a task that
  /// keeps the thread busy.
  /// - Returns: whether other tasks wait for the thread.
  func serveDevices() -> Bool
}
