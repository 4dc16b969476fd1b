public import UserMediaCore

/// How a translation handles what browsers disagreed on.
public struct TranslationOptions: Hashable, Sendable {
  /// Whether broken syntax is an error or a note.
  public var strictness: Strictness
  /// The Chrome version whose parser to follow.
  public var generation: ChromeGeneration
  /// Whose output to produce where there is a choice.
  public var compatibility: Compatibility
  /// Whether a pair of equal bounds in the optional part, the only way to express an ideal value
  /// there, is read back as an ideal.
  public var foldsIdeals: Bool
  /// Whether `echoCancellation: false` also turns off gain control and noise suppression, as it did
  /// in Chrome.
  public var addsImpliedProcessing: Bool
  /// The known devices, for constraints that can only be expressed by a device's label; `nil` if
  /// unknown.
  public var devices: [Device]?

  /// How to handle broken syntax.
  ///
  /// A requirement that the target cannot express is an ``OverconstrainedError`` in both: it is
  /// never dropped and never becomes a preference.
  public enum Strictness: String, Hashable, Sendable, CaseIterable {
    /// As the browsers of the time did: broken syntax is a TypeError, an unknown required name an
    /// ``OverconstrainedError``.
    case strict
    /// As far as possible, with notes: unknown names are dropped, and if syntaxes are mixed, each
    /// member is read by the rules of its own.
    case lenient
  }

  /// Chrome versions that read the same constraints differently.
  public enum ChromeGeneration: String, Hashable, Sendable, CaseIterable {
    /// Before 50: only `mandatory` and `optional`; a malformed number is rejected.
    case before50 = "before-50"
    /// 50 to the sixties: a number is read up to its first invalid character; unknown mandatory
    /// names are errors.
    case from50 = "from-50"
    /// Current versions: as before, but unknown mandatory names are ignored.
    case today
  }

  /// Whose output a translation from the current syntax produces.
  public enum Compatibility: String, Hashable, Sendable, CaseIterable {
    /// The output that preserves most.
    case best
    /// adapter.js's output, including its bugs.
    case adapter
  }

  /// A device as returned by `enumerateDevices`.
  public struct Device: Hashable, Sendable {
    /// Its `deviceId`.
    public var deviceId: String
    /// Its label; empty without permission.
    public var label: String
    /// Its kind.
    public var kind: MediaDeviceKind

    /// Creates a device.
    public init(deviceId: String, label: String, kind: MediaDeviceKind) {
      self.deviceId = deviceId
      self.label = label
      self.kind = kind
    }
  }

  /// Creates options; by default strict, as Chrome 50, with the best output and without guesses.
  public init(
    strictness: Strictness = .strict, generation: ChromeGeneration = .from50,
    compatibility: Compatibility = .best, foldsIdeals: Bool = false,
    addsImpliedProcessing: Bool = false, devices: [Device]? = nil
  ) {
    self.strictness = strictness
    self.generation = generation
    self.compatibility = compatibility
    self.foldsIdeals = foldsIdeals
    self.addsImpliedProcessing = addsImpliedProcessing
    self.devices = devices
  }
}
