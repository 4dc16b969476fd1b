/// The syntaxes of constraints, named after the best known browser that used them.
public enum Dialect: String, Hashable, Sendable, CaseIterable {
  /// Detected separately for each kind of track. For reading only.
  case auto
  /// The specification since June 2014: `{"width": {"min": 640, "ideal": 1280}}`.
  case current
  /// Chrome's and Opera's `webkitGetUserMedia`:
  /// `{"mandatory": {"minWidth": 640}, "optional": [{"sourceId": "…"}]}`.
  case webkit
  /// Firefox 32 to 37, `mozGetUserMedia`: `{"width": {"min": 640}, "require": ["width"]}`.
  case moz
  /// Firefox before 32: `mandatory` and `optional` with `facingMode` only.
  case mozMandatory = "moz-mandatory"
  /// The first drafts: `"video user, audio"`.
  case string
}
