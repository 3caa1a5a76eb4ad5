import Testing

@testable import Console

@Suite struct ParserTests {
  private func sow(_ line: String) throws -> Sow {
    guard case .command(let parsed) = parse(line) else {
      Issue.record("not a command: \(parse(line))")
      throw ValidationError("not a command")
    }
    return try #require(parsed.command as? Sow)
  }

  @Test func defaultsStand() throws {
    let command = try sow("sow beans")
    #expect(command.crop == "beans")
    #expect(command.people == [])
    #expect(command.selection.section == [])
    #expect(command.limit == nil)
    #expect(command.layout == .table)
    #expect(command.depth == 2)
    #expect(command.isShallow == false)
    #expect(command.bed == nil)
    #expect(command.$limit.isGiven == false)
    #expect(command.$crop.isGiven == true)
  }

  @Test func everyFormOfValueIsRead() throws {
    let line = "sow --limit 5 -d -2.5 --layout=csv --section a --section=b --bed 3:roses beans --max-seeds=9 Ann Bo"
    let command = try sow(line)
    #expect(command.limit == 5)
    #expect(command.depth == -2.5)
    #expect(command.layout == .csv)
    #expect(command.selection.section == ["a", "b"])
    #expect(command.bed == Bed(argument: "3:roses"))
    #expect(command.crop == "beans")
    #expect(command.people == ["Ann", "Bo"])
    #expect(command.maxSeeds == 9)
    #expect(command.$limit.isGiven)
  }

  @Test func twoDashesEndTheOptions() throws {
    let command = try sow("sow --limit 1 -- --limit -- -x")
    #expect(command.limit == 1)
    #expect(command.crop == "--limit")
    #expect(command.people == ["--", "-x"])
  }

  @Test func aDashAloneIsAValue() throws {
    let command = try sow("sow - --topic -")
    #expect(command.crop == "-")
    #expect(command.selection.topic == ["-"])
  }

  @Test func negativeNumbersAreValues() throws {
    #expect(try sow("sow --depth -.5 -3").crop == "-3")
    #expect(try sow("sow --depth -.5 -3").depth == -0.5)
  }

  @Test func valuesMayHoldEqualSignsAndBeEmpty() throws {
    #expect(try sow("sow --topic=a=b= beans").selection.topic == ["a=b="])
    #expect(try sow("sow --topic= beans").selection.topic == [""])
    #expect(try sow("sow --topic '' beans").selection.topic == [""])
  }

  @Test(arguments: [
    "--garden G --json --set a=1 sow --set b=2 beans", "sow beans --garden G --json --set a=1 --set b=2",
    "--garden=G sow --set=a=1 beans --set b=2 --json --json",
  ])
  func globalOptionsStandAnywhere(line: String) throws {
    guard case .command(let parsed) = parse(line) else {
      Issue.record("\(parse(line))")
      return
    }
    #expect(parsed.path == ["garden", "sow"])
    #expect(parsed.globals.garden == "G")
    #expect(parsed.globals.json)
    #expect(parsed.globals.set == ["a=1", "b=2"])
    #expect(parsed.globals.trace == false)
  }

  @Test(arguments: [
    ("beds", "beds list", "list all false"), ("beds --all", "beds list", "list all true"),
    ("beds list --all", "beds list", "list all true"), ("beds --json list", "beds list", "list all false"),
    ("beds show 1:roses", "beds show", "show 1:roses"), ("secret", "secret", "secret"),
    ("harvest --reason ripe beans", "harvest", "harvest beans because ripe"),
  ])
  func theRightCommandRuns(line: String, path: String, log: String) async throws {
    guard case .command(var parsed) = parse(line) else {
      Issue.record("\(parse(line))")
      return
    }
    #expect(parsed.path.dropFirst().joined(separator: " ") == path)
    let context = GardenContext()
    try await parsed.command.run(context)
    #expect(context.log == [log])
  }

  @Test func parsingTwiceSharesNothing() throws {
    let first = try sow("sow --limit 1 beans")
    let second = try sow("sow --limit 2 peas")
    #expect(first.limit == 1)
    #expect(second.limit == 2)
  }

  @Test func theVersionIsPrinted() {
    guard case .text("garden 1.2\n") = parse("--version") else {
      Issue.record("\(parse("--version"))")
      return
    }
  }
}
