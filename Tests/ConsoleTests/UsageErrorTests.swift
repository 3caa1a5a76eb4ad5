import Testing

@testable import Console

@Suite struct UsageErrorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var line: String
    var message: String
    var hint: String
    var testDescription: String { line }

    init(_ line: String, _ message: String, _ hint: String) {
      self.line = line
      self.message = message
      self.hint = hint
    }
  }

  private static let sowHelp = "see 'garden sow --help'"

  private static let cases = [
    Case("sow beans --sektion x", "unknown option '--sektion'; did you mean '--section'?", sowHelp),
    Case("sow beans --sektion=x", "unknown option '--sektion'; did you mean '--section'?", sowHelp),
    Case("sow beans --sect x", "unknown option '--sect'; did you mean '--section'?", sowHelp),
    Case("sow beans --zzzzzz", "unknown option '--zzzzzz'", sowHelp),
    Case("sow beans --trac", "unknown option '--trac'", sowHelp),
    Case("sow beans -d5", "unknown option '-d5'; did you mean '-d 5'?", sowHelp),
    Case("sow beans -x", "unknown option '-x'", sowHelp),
    Case("sow --limit ten beans", "'ten' is not a whole number for '--limit'", sowHelp),
    Case("sow --limit 1.5 beans", "'1.5' is not a whole number for '--limit'", sowHelp),
    Case("sow --limit= beans", "'' is not a whole number for '--limit'", sowHelp),
    Case("sow -d nan beans", "'nan' is not a number for '-d'", sowHelp),
    Case("sow --bed roses beans", "'roses' is not a bed (ROW:NAME) for '--bed'", sowHelp),
    Case("beds show roses", "'roses' is not a bed (ROW:NAME) for 'BED'", "see 'garden beds show --help'"),
    Case(
      "sow --layout tabel beans", "'tabel' is not a value of '--layout'; did you mean 'table'?",
      "allowed: table, json, csv"),
    Case("sow --layout x beans", "'x' is not a value of '--layout'", "allowed: table, json, csv"),
    Case("sow beans --limit", "missing value for '--limit'", "write '--limit N'"),
    Case("sow --limit -- beans", "missing value for '--limit'", "write '--limit N'"),
    Case(
      "sow beans --topic --json", "missing value for '--topic'",
      "a value that begins with a dash is written '--topic=--json'"),
    Case("sow --limit 1 --limit 2 beans", "'--limit' is given twice", "give it once"),
    Case("sow -d 1 --depth 2 beans", "'--depth' is given twice", "give it once"),
    Case("--garden a sow --garden b beans", "'--garden' is given twice", "give it once"),
    Case(
      "sow --depth 1 --shallow beans", "'--depth' and '--shallow' cannot be given together", "leave one of them out"),
    Case("sow beans --json=yes", "'--json' takes no value", "write '--json' alone"),
    Case("sow", "missing argument 'CROP'", sowHelp),
    Case("harvest beans", "missing option '--reason REASON'", "see 'garden harvest --help'"),
    Case("harvest --reason x beans 5 6", "unexpected argument '6'", "see 'garden harvest --help'"),
    Case("harvest --reason x beans ten", "'ten' is not a whole number for 'WEIGHT'", "see 'garden harvest --help'"),
    Case("sow --limit -1 beans", "'--limit' is -1", "give a number from 0"),
    Case("sow --section '' beans", "'--section' is empty", "name a plot"),
    Case("sew beans", "unknown command 'sew'; did you mean 'sow'?", "'garden --help' lists the commands"),
    Case("harv", "unknown command 'harv'; did you mean 'harvest'?", "'garden --help' lists the commands"),
    Case("secre", "unknown command 'secre'", "'garden --help' lists the commands"),
    Case("dig", "unknown command 'dig'", "'garden --help' lists the commands"),
    Case("beds shwo", "unknown command 'shwo'; did you mean 'show'?", "'garden beds --help' lists the commands"),
    Case("--json", "missing command", "'garden --help' lists the commands"),
    Case("-- sow", "missing command", "'garden --help' lists the commands"),
    Case(
      "--limit 5 sow", "unknown option '--limit'",
      "options of a command stand after its name: 'garden COMMAND --limit'"),
    Case("--jsno sow", "unknown option '--jsno'; did you mean '--json'?", "see 'garden --help'"),
    Case("--garden", "missing value for '--garden'", "write '--garden DIR'"),
    Case("help sew", "unknown command or topic 'sew'; did you mean 'sow'?", "'garden --help' lists them"),
    Case(
      "help exit-code", "unknown command or topic 'exit-code'; did you mean 'exit-codes'?",
      "'garden --help' lists them"),
    Case("help beds x", "unknown command 'x'", "'garden beds --help' lists them"),
  ]

  @Test(arguments: cases) func wording(of expected: Case) {
    guard case .usageError(let error) = parse(expected.line) else {
      Issue.record("no usage error: \(parse(expected.line))")
      return
    }
    #expect(error.message == expected.message)
    #expect(error.hint == expected.hint)
    #expect((error.usage?.hasPrefix("usage: garden") ?? false) == error.hint.hasPrefix("see "))
  }

  @Test func theTextHasTwoLines() {
    guard case .usageError(let error) = parse("harvest beans") else {
      Issue.record("no usage error")
      return
    }
    let text = """
      error: missing option '--reason REASON'
      see 'garden harvest --help'; usage: garden harvest --reason REASON [options] CROP [WEIGHT]
      """
    #expect(error.text(style: .plain) == text)
    #expect(
      error.text(style: Style(usesColour: true, usesUnicode: true)).hasPrefix("\u{1B}[31merror:\u{1B}[0m missing"))
  }

  @Test func hostileWordsAreShownHarmless() {
    let lines: [[String]] = [
      ["\u{1B}[2Jdig"], ["sow", "--\u{1B}]0;x\u{7}zz"], ["sow", "--limit", "a\u{202E}b"],
      ["harvest", "--reason", "x", "a", "1", "\u{9B}31mx"], ["help", "x\ny"],
    ]
    let messages = [
      "unknown command 'dig'", "unknown option '--zz'", "'ab' is not a whole number for '--limit'",
      "unexpected argument 'x'", "unknown command or topic 'x y'",
    ]
    for (line, message) in zip(lines, messages) {
      guard case .usageError(let error) = garden.parse(line) else {
        Issue.record("no usage error")
        continue
      }
      #expect(error.message == message)
    }
  }
}
