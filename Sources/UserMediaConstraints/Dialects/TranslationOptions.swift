public import UserMediaCore

/// How a translation decides where the dialects' users disagreed.
public struct TranslationOptions: Hashable, Sendable {
  /// Whether what breaks the rules of its syntax is an error or a note.
  public var strictness: Strictness
  /// The Chrome whose reading of its dialect counts.
  public var generation: ChromeGeneration
  /// Whose output to give where there is a choice.
  public var compatibility: Compatibility
  /// Whether pairs of one smallest and one largest value in the optional part, which is how an
  /// ideal value has to be said there, are read as an ideal again.
  public var foldsIdeals: Bool
  /// Whether Chrome's `echoCancellation: false` also asks, as it did there, for no gain control and
  /// no noise suppression.
  public var addsImpliedProcessing: Bool
  /// The devices there are, for wishes that can be said only by a device's label; `nil` when they
  /// are not known.
  public var devices: [Device]?

  /// What happens to constraints that break the rules of their own syntax.
  ///
  /// A required constraint that the other syntax cannot say is an ``OverconstrainedError`` in both:
  /// it is never left out, and never becomes a preference.
  public enum Strictness: String, Hashable, Sendable, CaseIterable {
    /// They are read as the browsers of their time read them: broken syntax is a TypeError, an
    /// unknown required name an ``OverconstrainedError``.
    case strict
    /// They are read as well as can be, with a note: unknown names are left out, and members of
    /// several syntaxes side by side are each read by its own rule.
    case lenient
  }

  /// Chromes that read the same constraints differently.
  public enum ChromeGeneration: String, Hashable, Sendable, CaseIterable {
    /// Before 50: nothing beside `mandatory` and `optional`, numbers read whole or not at all.
    case before50 = "before-50"
    /// 50 to the sixties: numbers read as far as they go, unknown mandatory names are errors.
    case from50 = "from-50"
    /// Today's: as before, but unknown mandatory names are ignored.
    case today
  }

  /// Whose output a translation from the current syntax gives.
  public enum Compatibility: String, Hashable, Sendable, CaseIterable {
    /// The output that keeps most.
    case best
    /// What adapter.js would have given, with its faults.
    case adapter
  }

  /// A device, as `enumerateDevices` told it.
  public struct Device: Hashable, Sendable {
    /// Its `deviceId`.
    public var deviceId: String
    /// Its label; empty without permission.
    public var label: String
    /// What it gives.
    public var kind: MediaDeviceKind

    /// A device.
    public init(deviceId: String, label: String, kind: MediaDeviceKind) {
      self.deviceId = deviceId
      self.label = label
      self.kind = kind
    }
  }

  /// The defaults: strict, as Chrome 50 read, the best output, nothing guessed.
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
