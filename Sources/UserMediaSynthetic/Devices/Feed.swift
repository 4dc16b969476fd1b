import UserMediaCore

/// The data of a started device, piece by piece; used by one ``DeviceRun``, under its lock.
protocol Feed: AnyObject {
  /// The receiver of the pieces.
  var sink: any CaptureSink { get }
  /// How many due pieces may queue up behind a slow sink; earlier ones are lost.
  var longestQueue: Int64 { get }
  /// The drop reason for those.
  var lossReason: DropReason { get }

  /// Delivers one piece.
  /// - Throws: if the device has no more data.
  func deliver(_ number: Int64, _ pace: Pace) throws(CaptureError)
}
