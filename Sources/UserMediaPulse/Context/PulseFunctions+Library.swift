import CPulse
import UserMediaCore

extension PulseFunctions {
  /// libpulse, loaded on first use; or the reason why it can't be loaded.
  static let library = Result { () throws(CaptureError) -> PulseFunctions in
    try SharedLibrary.load("libpulse.so.0", String(cString: names), for: "PulseAudio")
  }
}
