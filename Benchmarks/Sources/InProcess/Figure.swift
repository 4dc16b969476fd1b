/// A measured value, to compare with others of the same run.
struct Figure: Encodable {
  /// What was measured: figures with the same group and unit are compared.
  var group: String
  /// Which program or variant was measured.
  var name: String
  var unit: String
  var value: Double
  /// The name of the figure in the same group that this one is compared with.
  var peer: String?
}
