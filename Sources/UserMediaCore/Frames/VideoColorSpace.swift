/// How sample values map to colours (WebCodecs, `VideoColorSpace`).
public struct VideoColorSpace: Hashable, Sendable {
  /// The matrix between R G B and Y U V.
  public enum Matrix: String, Sendable {
    /// The samples are R G B.
    case rgb
    /// ITU-R BT.709.
    case bt709
    /// ITU-R BT.601, 625 lines.
    case bt470bg
    /// ITU-R BT.601, 525 lines.
    case smpte170m
    /// ITU-R BT.2020, non-constant luminance.
    case bt2020 = "bt2020-ncl"
  }

  /// The colour primaries.
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

  /// The transfer function from sample values to light.
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

  /// The primaries; `nil` if the driver does not report them.
  public var primaries: Primaries?
  /// The transfer function; `nil` if the driver does not report it.
  public var transfer: Transfer?
  /// The matrix; `nil` if the driver does not report it.
  public var matrix: Matrix?
  /// `true` if luma uses 0...255, `false` if 16...235; `nil` if the driver does not report it.
  public var fullRange: Bool?

  /// Creates a colour space, any part of which may be unknown.
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
