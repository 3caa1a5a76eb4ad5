import Testing

@testable import Console

@Suite struct HelpTests {
  private func text(_ line: String, width: Int = 80) -> String {
    guard case .text(let text) = parse(line, width: width) else { return "no text: \(parse(line))" }
    return text
  }

  private static let root = """
    Keeps a garden.

    usage: garden COMMAND [options]

    Everything that grows is counted, and what is missing is sown.

    Growing
      sow                     Sows crops.
      harvest                 Brings in what is ripe.

    Keeping
      beds                    Beds and their rows.

    Global options
      --garden DIR            The garden to work in.
      --json                  Print one JSON document.
      --set KEY=VALUE         Override a setting. (repeatable)
      -h, --help              Show help.
      --version               Show the version.

    Topics
      exit-codes              What the exit codes mean.

    Examples
      garden sow --limit 3 beans
          Sows three rows of beans.

    'garden help COMMAND' or 'garden COMMAND --help' says more.

    """

  private static let sow = """
    Sows crops.

    usage: garden sow [options] CROP [PEOPLE...]

    Rows are filled from the north.

      north
        south

    Arguments
      CROP                    What to sow.
      PEOPLE...               Helpers.

    Options
      --limit N               Sow at most N rows.
      --layout LAYOUT         How to print what was sown, row by row, with the date
                              and the weather of that day. (one of: table, json,
                              csv; default: table)
      -d, --depth CM          Depth in centimetres. (default: 2)
      --shallow               On the surface.
      --bed ROW:NAME          One bed.

    Selection options
      --section GLOB          Plots by name; shell-style globs. (repeatable)
      --topic GLOB            Crops by name. (repeatable)

    Only one of these may be given: --depth, --shallow.

    Global options
      --garden DIR            The garden to work in.
      --json                  Print one JSON document.
      --set KEY=VALUE         Override a setting. (repeatable)
      -h, --help              Show help.

    Examples
      garden sow --section 'north*' --limit 5 beans
          Sows five rows of beans in the northern plots.
      garden sow --layout=json -d -2.5 peas | head
          Sows peas deep and shows the beginning as JSON.

    """

  private static let beds = """
    Beds and their rows.

    usage: garden beds [COMMAND] [options]

    Commands
      list                    Lists the beds. (default)
      show                    Shows one bed.

    Global options
      --garden DIR            The garden to work in.
      --json                  Print one JSON document.
      --set KEY=VALUE         Override a setting. (repeatable)
      -h, --help              Show help.

    'garden help beds COMMAND' or 'garden beds COMMAND --help' says more.

    """

  private static let narrowHarvest = """
    Brings in what is ripe.

    usage: garden harvest --reason REASON
      [options] CROP [WEIGHT]

    Arguments
      CROP       A crop.
      WEIGHT     A weight in grams.

    Options
      --reason REASON
                 Why now. (required)

    Global options
      --garden DIR
                 The garden to work in.
      --json     Print one JSON document.
      --set KEY=VALUE
                 Override a setting.
                 (repeatable)
      -h, --help
                 Show help.

    """

  @Test(arguments: ["", "--help", "-h", "help", "--garden x --help", "--unknown --help", "help --json"])
  func rootPage(line: String) { #expect(text(line) == Self.root) }

  @Test(arguments: ["sow --help", "help sow", "--help sow", "sow --limit ten -h", "sow beans -h --nonsense"])
  func commandPage(line: String) { #expect(text(line) == Self.sow) }

  @Test(arguments: ["beds --help", "help beds", "beds help"])
  func groupPage(line: String) { #expect(text(line) == Self.beds) }

  @Test func helpBelowAGroup() {
    #expect(text("beds help show") == text("beds show --help"))
    #expect(text("help beds show").hasPrefix("Shows one bed.\n\nusage: garden beds show [options] BED\n"))
  }

  @Test func narrowPage() { #expect(text("harvest -h", width: 40) == Self.narrowHarvest) }

  @Test func topicPage() { #expect(text("help exit-codes") == "Exit codes\n\n  0  done\n  1  failed\n") }

  @Test func helpAfterTwoDashesIsAValue() {
    guard case .command(let parsed) = parse("sow -- --help") else {
      Issue.record("not a command")
      return
    }
    #expect((parsed.command as? Sow)?.crop == "--help")
  }

  @Test func headingsAndExamplesAreStyled() {
    guard case .text(let text) = garden.parse(["sow", "-h"], style: Style(usesColour: true, usesUnicode: true)) else {
      Issue.record("no text")
      return
    }
    #expect(text.contains("\n\u{1B}[1;4mArguments\u{1B}[0m\n"))
    #expect(SafeText.forTerminal(text) == Self.sow)
  }

  @Test(arguments: [20, 40, 60, 80, 200]) func noLineIsTooWide(width: Int) {
    for command in garden.tree.all {
      let line = (command.path.dropFirst() + ["--help"]).joined(separator: " ")
      // Examples are never broken: they are there to be copied.
      let lines = text(line, width: width).split(separator: "\n").filter { !$0.hasPrefix("  garden ") }
      for line in lines where line.split(separator: " ").count > 1 {
        #expect(DisplayWidth.of(String(line)) <= width, "\(line)")
      }
    }
  }
}
