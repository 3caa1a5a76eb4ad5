import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool import --reports`, and what becomes of reports of learners.
@Suite struct ReportsTests {
  private func library(_ reports: String = ReportsTests.reports) async throws -> TestLibrary {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1), Exercise(2, "getanzt"))
    #expect(await importing(reports, into: library).code == .done)
    return library
  }

  private static let reports = """
    date,item,text
    2026-11-18,\(Exercise(1).uuid ?? ""),The second answer is wrong.
    2026-11-19T08:00:00Z,00000011,Too \u{1B}[31mhard

    """

  @discardableResult
  private func importing(_ text: String, into library: TestLibrary) async -> TestLibrary.Result {
    do { try library.write(text, to: "r.csv") } catch { Issue.record(error) }
    return await library.run("import", "--reports", "\(library.root)/r.csv")
  }

  @Test func `They put their items into the queue, once`() async throws {
    let library = try TestLibrary(.tiny)
    try await library.importing(Exercise(1), Exercise(2, "getanzt"))
    let first = await importing(Self.reports, into: library)
    #expect(first.output == "2 reports: 2 new; 1 item in the review queue\n", "\(first.errors)")
    #expect(await importing(Self.reports, into: library).output == "2 reports: 2 known already\n")
    #expect(await importing("item,text,date\n", into: library).output == "The files hold no reports.\n")
    let rows = try await library.run("review", "list", "--reported", "--json").json.array
    #expect(rows?.count == 1 && rows?.first?["state"] == "reported" && rows?.first?["reports"] == 2)
    #expect(await library.run("review").output.contains("\n00000011  pri 1, 2 reports  "))
    let more = try await library.run("import", "--reports", "\(library.root)/r.csv", "--json").json
    #expect(more == ["added": 0, "known": 0, "items": 0, "inactive": 0])
  }

  @Test func `Shown with the item, cleaned`() async throws {
    let library = try await library()
    let shown = await library.run("review", "show", "00000011", width: 80).output
    #expect(shown.contains("\nreported  2 open reports\n"))
    #expect(
      shown.contains(
        """

        accept    version 1 stays live, and the reports are closed; rejecting takes it
                  out of what is live

        """), "\(shown)")
    #expect(
      shown.hasSuffix(
        "\n\nReports of learners\n  2026-11-18: The second answer is wrong.\n  2026-11-19: Too hard\n"), "\(shown)")
    #expect(
      try await library.run("review", "show", "00000011", "--json").json["reports"] == [
        ["date": "2026-11-18T00:00:00.000Z", "text": "The second answer is wrong."],
        ["date": "2026-11-19T08:00:00.000Z", "text": "Too \u{1B}[31mhard"],
      ])
  }

  @Test func `Accepted, the item stays and the reports are closed; the second is told`() async throws {
    let library = try await library()
    let events = try await library.run("log", "--json").json.array?.count
    #expect(
      await library.run("review", "accept", "00000011", "--as", "ana").output == "kept 00000011: 2 reports closed\n")
    #expect(try await library.run("log", "--json").json.array?.count == events)
    let second = await library.run("review", "accept", "00000011", "--as", "ben")
    #expect(
      second.errors == """
        error: the reports of item 00000011 were closed by ana already, 2026-11-20 09:34 UTC
        nothing was changed; `libtool deactivate` takes an item out of what is active

        """)
    #expect(await library.run("review").output == "Nothing waits in review.\n")
  }

  @Test func `Rejected, it is taken out, the gap is open, and the next generation is told why`() async throws {
    let library = try await library()
    let rejected = await library.run("review", "reject", "00000011", "--reason", "two answers are right")
    #expect(
      rejected.output == "rejected version 1 of 00000011: not active any more (event 4), 2 reports closed\n")
    let event = try await library.run("log", "--limit", "1", "--json").json.array?.first
    #expect(event?["action"] == "deactivate" && event?["reason"] == "two answers are right")
    let cell = try await library.run("coverage", "--section", "passiv", "--json").json["cells"]?.array?.first
    #expect(cell?["active"] == 1 && cell?["gap"] == 2)
    let prompt = await library.run("prompts", "render", "gap_fill_exercise", "--section", "passiv").output
    #expect(prompt.contains(#""rejected":["two answers are right"]"#))
    #expect(
      await library.run("review", "accept", "00000011").errors.hasPrefix(
        "error: item 00000011 was rejected by tester already, 2026-11-20 09:33 UTC: two answers are right\n"))
  }

  @Test func `A mended version closes them when it is accepted; rejected, they stay open`() async throws {
    let library = try await library()
    try await library.importing(Exercise(1, "gesungen"), hold: true)
    let rows = try await library.run("review", "list", "--reported", "--json").json.array
    // One entry: the new version, which knows of the reports.
    #expect(rows?.count == 1 && rows?.first?["version"] == 2 && rows?.first?["state"] == "waiting")
    let shown = await library.run("review", "show", "00000011").output
    #expect(
      shown.contains("\naccept    version 2 goes live in the place of version 1; 2 reports closed\n"), "\(shown)")
    #expect(
      await library.run("review", "reject", "00000011", "--reason", "worse").output
        == "rejected version 2 of 00000011\n")
    #expect(try await library.run("review", "--json").json.array?.first?["state"] == "reported")
    try await library.importing(Exercise(1, "geprobt"), hold: true)
    #expect(
      await library.run("review", "accept", "00000011").output == """
        accepted 00000011: version 1 → 3 (event 4)
        00000011: 2 reports closed

        """)
    #expect(await library.run("review").output == "Nothing waits in review.\n")
  }

  @Test func `Items that are not active wait until they are`() async throws {
    let library = try await library("item,text,date\n")
    _ = await library.run("deactivate", "00000012")
    let result = await importing("item,text,date\n00000012,wrong,2026-11-20\n", into: library)
    #expect(
      result.output == """
        1 report: 1 new
        1 item with reports is not active: the reports wait until a version is

        """)
    #expect(await library.run("review").output == "Nothing waits in review.\n")
    _ = await library.run("activate", "00000012")
    #expect(try await library.run("review", "--json").json.array?.count == 1)
  }

  @Test func `All or nothing, each bad line named`() async throws {
    let library = try await library("item,text,date\n")
    let result = await importing(
      """
      item;text;date
      00000011;fine;2026-11-20
      zzz;wrong;2026-11-20
      01975e1d;wrong;2026-11-20
      00000011;wrong;20.11.2026
      00000011;wrong;

      """, into: library)
    let file = "\(library.root)/r.csv"
    #expect(
      result.errors == """
        error: \(file):3: column 1 (item): there is no item 'zzz'; `libtool items list` shows them; any unique beginning or end of a uuid will do
        \(file):4: column 1 (item): '01975e1d' names 7 items: 01975e1d-0000-7000-8000-000000000001, \
        01975e1d-0000-7000-8000-000000000002, 01975e1d-0000-7000-8000-000000000003, …; give more of the uuid
        \(file):5: column 3 (date): `20.11.2026` is no date; write it as 2026-11-20, or 2026-11-20T09:30:00Z
        \(file):6: column 3 (date): the report has no date; write it as 2026-11-20, or 2026-11-20T09:30:00Z
        4 lines are wrong, so nothing was imported

        """, "\(result.errors)")
    #expect(result.code == .failed)
    #expect(await library.run("review").output == "Nothing waits in review.\n")
  }

  @Test func `Standard input, and wrong command lines`() async throws {
    let library = try await library("item,text,date\n")
    let piped = try Shell(library: library).run(
      "echo '{\"item\":\"00000011\",\"text\":\"hm\",\"date\":\"2026-11-20\"}' | libtool import --reports -")
    #expect(piped.output == "1 report: 1 new; 1 item in the review queue\n")
    let wrong = await library.run("import", "--reports", "x.csv", "--hold")
    #expect(wrong.errors.hasPrefix("error: --reports takes no items\nleave --kind and --hold out"))
    #expect(wrong.code == .usage)
  }
}
