import UserMediaConstraints
import UserMediaCore

/// The page docs/translation.md, made of the translator's own tables and answers.
enum TranslationPage {
  static var text: String {
    """
    # Constraints and errors in every dialect

    This page is written by the tests, out of the tables that the translator itself uses and of what
    it answers: `USERMEDIA_WRITE_DOCS=1 swift test --filter TranslationPageTests` writes it anew, and
    `swift test` fails when it is out of date. Try your own: `usermedia translate --help`.

    The dialects are `current` (the specification), `webkit` (Chrome and Opera, `mandatory` and
    `optional`), `moz` (Firefox 32 to 37, `require`), `moz-mandatory` (Firefox before 32) and `string`
    (the first drafts).

    ## From the current syntax

    \(TranslationExample.current.map(Self.forms).joined(separator: "\n\n"))

    ## To the current syntax

    \(TranslationExample.outdated.map(Self.today).joined(separator: "\n\n"))

    ## Several syntaxes at once

    What `--strictness lenient` makes of constraints that native ports of WebRTC took and no browser
    did: each member is read by its own rule.

    \(TranslationExample.mixed.map(Self.today).joined(separator: "\n\n"))

    ## Properties

    What `webkit` and `moz` call the properties of the specification. A property without a name there is
    left out with a note, or fails the translation when it is required, however lenient.

    \(table(["property", "tracks", "a constraint is", "webkit", "moz"], properties))

    ## Outdated names

    What each name that only outdated dialects have says today. Those that ask for a screen are never
    answered with a camera: they fail with NotSupportedError.

    \(table(["name", "dialects", "tracks", "today"], names))

    ## Errors

    What a legacy entry point of each dialect calls an error.

    \(table(["today", "webkit", "moz", "moz-mandatory", "string"], errors))

    And what a historical name, code or string means today, by `currentErrorName(for:dialect:)`.

    \(table(["name", "in", "today"], errorNames))

    """
  }

  private static let legacy: [Dialect] = [.webkit, .moz, .mozMandatory, .string]

  /// What becomes of constraints of the current syntax in each dialect.
  private static func forms(_ example: TranslationExample) -> String {
    let rows = legacy.map { dialect in
      ["`\(dialect.rawValue)`"] + answer(example.value, from: .current, to: dialect)
    }
    return
      "### \(example.title)\n\n\(code(example.value))\n\n\(table(["", "becomes", "notes"], rows))"
  }

  /// What constraints of an outdated dialect say today.
  private static func today(_ example: TranslationExample) -> String {
    let answer = answer(
      example.value, from: example.dialect, to: .current, strictness: example.strictness)
    return """
      ### \(example.title)

      \(code(example.value)) in `\(example.dialect.rawValue)`

      \(table(["is now", "notes"], [answer]))
      """
  }

  private static func answer(
    _ value: ConstraintValue, from: Dialect, to: Dialect,
    strictness: TranslationOptions.Strictness = .strict
  ) -> [String] {
    do {
      let translation = try translate(
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
      ["`\(name)`"] + legacy.map { "`\(legacyErrorName(for: name, dialect: $0))`" }
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
