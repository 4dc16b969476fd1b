import UserMediaConstraints
import UserMediaCore

/// docs/translation.md, generated from the translator's own tables and output.
enum TranslationPage {
  static var text: String {
    """
    # Constraints and errors in every dialect

    The tests generate this page from the translator's own tables and output: to update it, run
    `USERMEDIA_WRITE_DOCS=1 swift test --filter TranslationPageTests`. `swift test` fails if it is out
    of date. To translate your own constraints, see `usermedia translate --help`.

    The dialects are `current` (the specification), `webkit` (Chrome and Opera, `mandatory` and
    `optional`), `moz` (Firefox 32 to 37, `require`), `moz-mandatory` (Firefox before 32) and `string`
    (the first drafts).

    ## From the current syntax

    \(TranslationExample.current.map(Self.forms).joined(separator: "\n\n"))

    ## To the current syntax

    \(TranslationExample.outdated.map(Self.today).joined(separator: "\n\n"))

    ## Several syntaxes at once

    Native ports of WebRTC accepted mixed constraints that no browser did. `--strictness lenient` reads
    each member by the rules of its own syntax.

    \(TranslationExample.mixed.map(Self.today).joined(separator: "\n\n"))

    ## Properties

    The names of the specification's properties in `webkit` and `moz`. A property without a name in the
    target is dropped with a note; if it is required, the translation fails, even with
    `--strictness lenient`.

    \(table(["property", "tracks", "a constraint is", "webkit", "moz"], properties))

    ## Outdated names

    The current equivalent of each name that exists only in outdated dialects. A name that asks for a
    screen never opens a camera: it fails with NotSupportedError.

    \(table(["name", "dialects", "tracks", "today"], names))

    ## Errors

    The name under which the legacy entry point of each dialect reports an error.

    \(table(["today", "webkit", "moz", "moz-mandatory", "string"], errors))

    The current name for a historical name, code or string, from `ErrorNames.current(for:dialect:)`.

    \(table(["name", "in", "today"], errorNames))

    """
  }

  private static let legacy: [Dialect] = [.webkit, .moz, .mozMandatory, .string]

  /// Constraints in the current syntax, translated to each legacy dialect.
  private static func forms(_ example: TranslationExample) -> String {
    let rows = legacy.map { dialect in
      ["`\(dialect.rawValue)`"] + answer(example.value, from: .current, to: dialect)
    }
    return
      "### \(example.title)\n\n\(code(example.value))\n\n\(table(["", "becomes", "notes"], rows))"
  }

  /// Constraints in an outdated dialect, translated to the current syntax.
  private static func today(_ example: TranslationExample) -> String {
    let answer = answer(
      example.value, from: example.dialect, to: .current, strictness: example.strictness)
    return """
      ### \(example.title)

      \(code(example.value)) in `\(example.dialect.rawValue)`

      \(table(["becomes", "notes"], [answer]))
      """
  }

  private static func answer(
    _ value: ConstraintValue, from: Dialect, to: Dialect,
    strictness: TranslationOptions.Strictness = .strict
  ) -> [String] {
    do {
      let translation = try Translation(
        value, from: from, to: to, options: .init(strictness: strictness))
      let notes = translation.notes.map { "`\($0.path)`: \($0.kind.rawValue), \($0.message)" }
      return [code(translation.value), notes.joined(separator: "; ")]
    } catch {
      let error = error as? any NamedError
      return ["**\(error?.name ?? "")**", error?.message ?? ""]
    }
  }

  private static var properties: [[String]] {
    ConstrainableProperty.allCases.map { property in
      let kinds: [(MediaDeviceKind, String)] = [(.audioinput, "audio"), (.videoinput, "video")]
      return [
        "`\(property.rawValue)`",
        kinds.filter { property.applies(to: $0.0) }.map(\.1).joined(separator: ", "),
        property.valueType.words, property.chromeForm?.words ?? "",
        property.mozName.map { "`\($0)`" } ?? "",
      ]
    }
  }

  private static var names: [[String]] {
    translationTable.map { rule in
      [
        "`\(rule.name)`", rule.dialects.map(\.rawValue).joined(separator: ", "),
        rule.kinds.rawValue, rule.message,
      ]
    }
  }

  private static var errors: [[String]] {
    let tables = [chromeErrorNames, mozErrorNames, mozStringErrors, draftErrorNames]
    return Set(tables.flatMap(\.keys)).sorted().map { name in
      ["`\(name)`"] + legacy.map { "`\(ErrorNames.legacy(for: name, dialect: $0))`" }
    }
  }

  private static var errorNames: [[String]] {
    errorNameTable.map { rule in
      let isEverywhere = rule.dialects.count == Dialect.allCases.count
      return [
        "`\(rule.name)`",
        isEverywhere ? "all" : rule.dialects.map(\.rawValue).joined(separator: ", "),
        "`\(rule.current)`",
      ]
    }
  }

  private static func code(_ value: ConstraintValue) -> String { "`\(value.json)`" }

  private static func table(_ heads: [String], _ rows: [[String]]) -> String {
    ([heads, heads.map { _ in "---" }] + rows)
      .map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }
}

extension ConstrainableProperty.ValueType {
  fileprivate var words: String {
    switch self {
    case .unsignedLong: "a whole number"
    case .double: "a number"
    case .boolean: "a boolean"
    case .string: "a string or several"
    case .booleanOrString: "a boolean or a string"
    case .booleanOrDouble: "a boolean or a number"
    }
  }
}

extension ChromeForm {
  fileprivate var words: String {
    switch self {
    case .bounds(let min, let max): "`\(min)`, `\(max)`"
    case .value(let name): "`\(name)`"
    case .thousandths(let name): "`\(name)`, in thousandths"
    }
  }
}
