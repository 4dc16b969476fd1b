/// One measured value, beside those of its peers in the same run.
struct Figure: Encodable {
  /// What was measured: figures of one group, name and unit are compared.
  var group: String
  /// Of whom.
  var name: String
  var unit: String
  var value: Double
  /// The name, in the same group, of the figure that this one is a ratio to.
  var peer: String?
}
