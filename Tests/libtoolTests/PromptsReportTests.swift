import ContentModel
import Formats
import Testing

@testable import libtool

/// `libtool prompts report`: how the drafts of real fills fared.
@Suite struct PromptsReportTests {
  @Test func `Before any fill there is nothing`() async throws {
    let library = try TestLibrary(.tiny)
    #expect(await library.run("prompts", "report").output == "No drafts have ended yet.\n")
    #expect(await library.run("prompts", "report", "--section", "pasiv").code == .usage)
  }

  @Test func `On a narrow terminal the reasons stand whole below the table`() async throws {
    let library = try TestLibrary(.tiny)
    let faults = ["rule_failure=0.7", "regeneration_failure=0.9", "failed_assessment=0.5", "truncation=0.1"]
    let settings = (faults.map { "providers.simulated.\($0)" } + ["kinds.gap_fill_exercise.retries=0"])
      .flatMap { ["--set", $0] }
    _ = await library.run(["fill", "--kind", "gap_fill_exercise", "--min-accept", "0"] + settings)
    for fields in ["section", "rule", "section,rule"] {
      let rows = try await library.run("prompts", "report", "--by", fields, "--json").json["rows"]?.array ?? []
      let dropped: [JSON] = rows.filter { $0["drop_reasons"]?.object?.members.isEmpty == false }
      #expect(!dropped.isEmpty)
      let width = fields.contains(",") ? 72 : 60
      let narrow = await library.run("prompts", "report", "--by", fields, width: width).output
      let wide = await library.run("prompts", "report", "--by", fields, width: 200).output
      let parts = narrow.split(separator: "\nDropped for\n")
      let (table, below) = (try #require(parts.first), try #require(parts.last))
      #expect(parts.count == 2, "\(narrow)")
      #expect(!table.contains("…") && !wide.contains("\nDropped for\n"))
      let words = below.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      for row in dropped {
        let name = fields.split(separator: ",").compactMap { row[String($0)]?.string }.joined(separator: " / ")
        let reasons = (row["drop_reasons"]?.object?.members ?? []).map { member in "\(member.name) \(member.value.text)"
        }
        #expect(words.contains("\(name): \(reasons.joined(separator: ", "))"), "\(narrow)")
        for reason in reasons.prefix(3) { #expect(wide.contains(reason)) }
      }
      #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= width })
    }
  }

  @Test func `The drafts of a fill, by section, rule and model`() async throws {
    let library = try TestLibrary(.tiny)
    let filled = try await library.run("fill", "--kind", "gap_fill_exercise", "--json", "--min-accept", "0").json
    let json = try await library.run("prompts", "report", "--json").json
    #expect(json["mode"] == "rehearsal" && json["by"] == ["section"] && json["hints"] == [])
    let totals = json["totals"]
    #expect(totals?["drafts"] == filled["drafted"] && totals?["accepted_first"] == filled["accepted_first"])
    #expect(totals?["dropped"] == filled["dropped"] && totals?["drop_reasons"] == filled["drop_reasons"])
    let rows = json["rows"]?.array ?? []
    #expect(Set(rows.compactMap { $0["section"]?.string }) == ["passiv", "relativsaetze"])
    #expect(rows.reduce(0) { $0 + ($1["drafts"]?.integer ?? 0) } == totals?["drafts"]?.integer)
    let models = try await library.run("prompts", "report", "--by", "model,prompt", "--json").json["rows"]?.array ?? []
    #expect(models.allSatisfy { $0["model"] == "simulated-1" && $0["prompt"]?.string?.count == 64 })
    for width in [80, 200] {
      let text = await library.run("prompts", "report", "--by", "section,rule,kind,model,prompt", width: width).output
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
      #expect(text.hasSuffix("a rehearsal: these texts may be simulated\n"))
    }
    #expect(try await library.run("prompts", "report", "--section", "passiv", "--json").json["rows"]?.array?.count == 1)
    #expect(
      await library.run("prompts", "report", "--by", "level").errors.hasPrefix(
        "error: a report cannot be grouped by 'level'\nthe fields are section, rule, kind, prompt, model\n"))
  }
}
