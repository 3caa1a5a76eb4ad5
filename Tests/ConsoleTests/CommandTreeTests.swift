import Testing

@testable import Console

@Suite struct CommandTreeTests {
  @Test func theTreeHoldsEveryCommandAndOption() throws {
    let tree = garden.tree
    #expect(
      tree.all.map { $0.path.joined(separator: " ") } == [
        "garden", "garden sow", "garden harvest", "garden beds", "garden beds list", "garden beds show",
        "garden secret",
      ])
    let sow = try #require(tree.subcommands.first { $0.name == "sow" })
    #expect(sow.arguments.map { $0.synopsis } == ["CROP", "[PEOPLE...]"])
    #expect(
      sow.options.map { $0.synopsis } == [
        "[--section GLOB]", "[--topic GLOB]", "[--limit N]", "[--layout LAYOUT]", "[--depth CM]", "[--shallow]",
        "[--bed ROW:NAME]", "[--max-seeds MAX-SEEDS]",
      ])
    #expect(sow.options.map { $0.group } == ["Selection", "Selection", nil, nil, nil, nil, nil, nil])
    #expect(sow.options.filter { $0.isHidden }.map { $0.names } == [["--max-seeds"]])
    #expect(sow.options[3].allowedValues == ["table", "json", "csv"])
    #expect(sow.options[4].names == ["-d", "--depth"])
    #expect(sow.examples.count == 2)
    #expect(tree.subcommands.last?.isHidden == true)
    #expect(garden.globalOptions.flatMap { $0.names }.contains("--version"))
  }

  @Test func theSampleHasNoProblems() { #expect(garden.problems() == []) }

  struct Broken: GardenCommand {
    static let configuration = GardenConfiguration(
      name: "broken", abstract: "",
      examples: [
        Example("bad broken 'x", ""), Example("garden broken", ""), Example("bad broken --nothing a", ""),
      ],
      exclusive: [["--json", "--gone"]])
    @Argument(help: "All.") var all: [String]
    @Argument(help: "Never.") var never: String
    @Flag(help: "Again.") var json
    @Option(help: "") var silent: Int?
    mutating func run(_ context: GardenContext) async throws {}
  }

  struct Bad: GardenGroup {
    static let configuration = GardenConfiguration(
      name: "bad", abstract: "Bad.", subcommands: [Broken.self, Broken.self], defaultSubcommand: Sow.self)
    @Flag(help: "No.") var flag
  }

  @Test func everyMistakeIsNamed() {
    let program = Program<GardenContext, GardenGlobals>(root: Bad.self, version: "1")
    let broken = [
      "bad broken: no abstract", "bad broken: nothing reaches NEVER after ALL...",
      "bad broken: NEVER is required after ALL, which is not", "bad broken: no help for --silent",
      "bad broken: --json is declared twice", "bad broken: --gone is named as exclusive but not declared",
      "bad broken: the example 'bad broken 'x' has an open quote or no words",
      "bad broken: the example 'garden broken' does not begin with the program",
      "bad broken: the example 'bad broken --nothing a' does not parse: unknown option '--nothing'",
    ]
    #expect(
      program.problems() == [
        "bad: a group declares parameters", "bad: two commands are called 'broken'",
        "bad: the default command 'sow' is not one of its plain commands",
      ] + broken + broken)
  }
}
