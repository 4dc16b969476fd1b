/// An executor on the thread that reads data from devices. Its tasks can make the thread read.
/// Programs see only a `TaskExecutor`.
///
/// A task that waits for data is usually suspended and then resumed by the producer, which is most
/// of the cost of a frame that is not processed. On the thread of the producer, the task can read
/// from the device directly.
package protocol CaptureExecutor: TaskExecutor {
  /// On the executor's thread: waits for an event of a device, and handles it.
  /// - Returns: whether to call again: `false` on any other thread, while other tasks wait for this
  ///   thread, and if a device has stalled.
  func takeData() -> Bool

  /// On the executor's thread: handles pending device events without waiting, for a task that keeps
  /// the thread busy.
  /// - Returns: whether other tasks wait for the thread.
  func serveDevices() -> Bool
}
