import Testing

@testable import libtool

/// `libtool init`, and the first commands in what it makes.
@Suite struct InitTests {
  @Test func `A fresh library is ready for sync, coverage, targets and plan at once`() async throws {
    let outside = try TestLibrary(.tiny)
    let made = await outside.run("init", "--library", outside.root + "/fresh")
    #expect(made.code == .done && made.errors == "")
    func run(_ words: String...) async -> TestLibrary.Result {
      await outside.run(["--library", outside.root + "/fresh"] + words)
    }
    let sync = await run("sync")
    #expect(sync.output.hasPrefix("sections.csv: 3 added\ntopics.csv: 4 added\ntargets.csv: 4 added\n"))
    let coverage = try await run("coverage", "--json").json
    #expect(coverage["mode"] == "production")
    #expect(coverage["totals"]?["target"] == 24)
    #expect(coverage["totals"]?["gap"] == 24)
    // The provider of the settings cannot be reached here; a plan does not ask it.
    let plan = await run("plan", "--json")
    #expect(plan.code == .done && plan.errors == "")
    #expect(try plan.json["items"] == 24)
    #expect(try plan.json["currency"] == "USD")
    #expect(try plan.json["cost"]?.double ?? 0 > 0)
    #expect(await run("fill", "--dry-run", "--json").code == .done)
  }

  @Test func `Simulated text cannot get into a fresh library`() async throws {
    let outside = try TestLibrary(.tiny)
    _ = await outside.run("init", outside.root + "/fresh")
    let fill = await outside.run(
      "--library", outside.root + "/fresh", "fill", "--provider", "simulated", "--model", "simulated-1")
    #expect(fill.code == .failed)
    #expect(
      fill.errors.hasPrefix(
        "error: the simulated provider works only in a library in `mode: rehearsal`; this one is in production\n"))
  }

  @Test func `It says where the library is, what it holds and what to do next`() async throws {
    let outside = try TestLibrary(.tiny)
    let folder = outside.root + "/it's mine"
    let made = await outside.run("init", folder)
    #expect(
      made.output == """
        A fresh library in \(folder)

          library/libtool.yaml  the settings: mode production, publish review
          library/*.csv         the catalogue, an example: sections, topics, targets
          library/README.md     what the columns of the catalogue mean
          library/rules/        the quality rules of each kind
          prompts/              the kinds: gap_fill_exercise, micro_lesson

        Try next:
          cd '\(outside.root)/it'\\''s mine'
          libtool coverage --thin   what is missing, worst first
          libtool plan              what filling it would take and cost
          libtool import FILE       take in the items that you have already

        Then replace the example's rows by your own, and look at the model and its
        price in library/libtool.yaml.

        """)
  }

  @Test func `As JSON it names every file`() async throws {
    let outside = try TestLibrary(.tiny)
    let made = try await outside.run("init", outside.root + "/fresh", "--json").json
    #expect(made["library"] == .string(outside.root + "/fresh"))
    #expect(made["mode"] == "production")
    #expect(made["publish"] == "review")
    #expect(made["kinds"] == ["gap_fill_exercise", "micro_lesson"])
    for file in try #require(made["files"]?.array) {
      #expect(outside.exists("fresh/" + (file.string ?? "?")))
    }
  }

  @Test func `A library that is there is refused with the mend, as text and as JSON`() async throws {
    let outside = try TestLibrary(.tiny)
    let before = try outside.read("library/libtool.yaml")
    let refused = await outside.run("init", outside.root)
    #expect(refused.code == .usage && refused.output == "")
    #expect(
      refused.errors == """
        error: \(outside.root) holds a library already: there is a library/libtool.yaml in it
        work in it as it is (`libtool --library \(outside.root) coverage`), or name another folder

        """)
    let asJSON = await outside.run("init", outside.root, "--json")
    #expect(asJSON.output == "")
    #expect(asJSON.errors.hasPrefix("{\"error\":{\"code\":2,\"message\":\"\(outside.root) holds a library already"))
    #expect(try outside.read("library/libtool.yaml") == before)
  }

  @Test func `Two folders are one too many`() async throws {
    let outside = try TestLibrary(.tiny)
    let refused = await outside.run("--library", "/tmp/a", "init", "/tmp/b")
    #expect(refused.code == .usage)
    #expect(refused.errors.hasPrefix("error: two folders are named: DIR is /tmp/b, --library is /tmp/a\n"))
  }
}
