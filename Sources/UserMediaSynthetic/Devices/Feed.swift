import UserMediaCore

/// Makes what a started device delivers, piece by piece; used by one ``DeviceRun``, under its lock.
protocol Feed: AnyObject {
  /// The receiver of the pieces.
  var sink: any CaptureSink { get }
  /// How many due pieces may queue up behind a slow sink; earlier ones are lost.
  var longestQueue: Int64 { get }
  /// The drop reason for those.
  var lossReason: DropReason { get }

  /// One piece, and its way to the sink.
  /// - Throws: when the device has nothing more to give.
  func piece(_ number: Int64, _ pace: Pace) throws(CaptureError) -> SinkCall
}
