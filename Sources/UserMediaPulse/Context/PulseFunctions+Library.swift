import CPulse
import UserMediaCore

extension PulseFunctions {
  /// libpulse, which is loaded here and now if it is not yet; or why it cannot be.
  static let library = Result { () throws(CaptureError) -> PulseFunctions in
    try SharedLibrary.load("libpulse.so.0", String(cString: names), for: "PulseAudio")
  }
}
