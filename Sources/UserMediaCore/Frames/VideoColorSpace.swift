/// How sample values stand for colours (WebCodecs, `VideoColorSpace`).
public struct VideoColorSpace: Hashable, Sendable {
  /// The matrix between R G B and Y U V.
  public enum Matrix: String, Sendable {
    /// Samples are R G B already.
    case rgb
    /// ITU-R BT.709.
    case bt709
    /// ITU-R BT.601, 625 lines.
    case bt470bg
    /// ITU-R BT.601, 525 lines.
    case smpte170m
    /// ITU-R BT.2020, not constant luminance.
    case bt2020 = "bt2020-ncl"
  }

  /// The colours that the primaries stand for.
  public enum Primaries: String, Sendable {
    /// ITU-R BT.709 and sRGB.
    case bt709
    /// ITU-R BT.601, 625 lines.
    case bt470bg
    /// ITU-R BT.601, 525 lines.
    case smpte170m
    /// ITU-R BT.2020.
    case bt2020
  }

  /// The transfer from sample values to light.
  public enum Transfer: String, Sendable {
    /// ITU-R BT.709.
    case bt709
    /// ITU-R BT.601.
    case smpte170m
    /// IEC 61966-2-1, sRGB.
    case sRGB = "iec61966-2-1"
    /// Linear light.
    case linear
  }

  /// The primaries, when the driver told them.
  public var primaries: Primaries?
  /// The transfer function, when the driver told it.
  public var transfer: Transfer?
  /// The matrix, when the driver told it.
  public var matrix: Matrix?
  /// `true` when luma uses 0...255, `false` when 16...235; `nil` when the driver did not tell.
  public var fullRange: Bool?

  /// A colour space of which any part may be unknown.
  public init(
    primaries: Primaries? = nil, transfer: Transfer? = nil, matrix: Matrix? = nil,
    fullRange: Bool? = nil
  ) {
    self.primaries = primaries
    self.transfer = transfer
    self.matrix = matrix
    self.fullRange = fullRange
  }
}
