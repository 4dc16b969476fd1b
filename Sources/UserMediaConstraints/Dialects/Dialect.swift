/// The syntaxes in which constraints have been written, named by their grammar's best known user.
public enum Dialect: String, Hashable, Sendable, CaseIterable {
  /// Whatever the value shows itself to be, each kind of track for itself. Only to read.
  case auto
  /// The specification's since June 2014: `{"width": {"min": 640, "ideal": 1280}}`.
  case current
  /// Chrome's and Opera's `webkitGetUserMedia`:
  /// `{"mandatory": {"minWidth": 640}, "optional": [{"sourceId": "…"}]}`.
  case webkit
  /// Firefox 32 to 37, `mozGetUserMedia`: `{"width": {"min": 640}, "require": ["width"]}`.
  case moz
  /// Firefox before 32: `mandatory` and `optional`, which know `facingMode` alone.
  case mozMandatory = "moz-mandatory"
  /// The first drafts: `"video user, audio"`.
  case string
}
