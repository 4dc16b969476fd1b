import ConstraintsTestSupport
import Testing
import UserMediaConstraints
import UserMediaCore

@Suite struct WorkedExampleTests {
  @Test(arguments: WorkedExample.all)
  func translates(example: WorkedExample) throws {
    let input = try ConstraintValue(json: example.input)
    func run() throws -> Translation {
      try Translation(input, from: example.from, to: example.to, options: example.options)
    }
    switch example.output {
    case .value(let output):
      let translation = try run()
      let expected = try ConstraintValue(json: output)
      #expect(translation.value.sorted.json == expected.sorted.json)
      var notes = translation.notes.map(\.kind)
      for note in example.notes {
        let index = try #require(notes.firstIndex(of: note), "no note \(note)")
        notes.remove(at: index)
      }
    case .typeError: #expect(throws: TypeError.self) { try run() }
    case .overconstrained(let constraint):
      let error = #expect(throws: OverconstrainedError.self) { try run() }
      #expect(error?.constraint == constraint)
    case .exception(let name):
      let error = #expect(throws: DOMException.self) { try run() }
      #expect(error?.name == name)
    }
  }

  /// If the table's output is adapter.js's own, requesting adapter.js's output changes nothing.
  @Test(
    arguments: WorkedExample.all.filter {
      [1, 2, 6, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 21, 22, 23, 25, 26, 27, 28, 32]
        .contains($0.number)
    })
  func agreesWithAdapter(example: WorkedExample) throws {
    guard case .value(let output) = example.output else { return }
    var options = example.options
    options.compatibility = .adapter
    let translation = try Translation(
      ConstraintValue(json: example.input), from: example.from, to: example.to, options: options)
    #expect(try translation.value.sorted == ConstraintValue(json: output).sorted)
  }
}
