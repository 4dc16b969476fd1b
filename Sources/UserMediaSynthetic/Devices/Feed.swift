import UserMediaCore

/// What a started device delivers, piece by piece; used by one ``DeviceRun``, under its lock.
protocol Feed: AnyObject {
  /// Where the pieces go.
  var sink: any CaptureSink { get }
  /// How many pieces that are due may wait when the sink was slow; earlier ones are lost.
  var longestQueue: Int64 { get }
  /// What losing them is called.
  var lossReason: DropReason { get }

  /// Delivers one piece.
  /// - Throws: when the device has nothing more to give.
  func deliver(_ number: Int64, _ pace: Pace) throws(CaptureError)
}
