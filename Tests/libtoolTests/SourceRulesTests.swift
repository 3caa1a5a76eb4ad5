import ContentModel
import Formats
import Testing

@testable import libtool

/// The rules that compare a text with what it was made from, and with what the catalogue gives for its SKU.
@Suite struct SourceRulesTests {
  private func library(_ lines: String...) async throws -> TestLibrary {
    let library = try TestLibrary(.tinyWith(ProductPages.files))
    try library.write(lines.joined(), to: "in.jsonl")
    let result = await library.run("import", "\(library.root)/in.jsonl")
    #expect(result.code == .done, "\(result.errors)")
    return library
  }

  /// `rule: message` of a check of the pages, sorted.
  private func findings(_ library: TestLibrary, _ selection: String...) async throws -> [String] {
    let document = try await library.run(["check", "--kind", "product_page", "--json"] + selection).json
    let findings = document["findings"]?.array ?? []
    return findings.map { "\($0["rule"]?.string ?? ""): \($0["message"]?.string ?? "")" }.sorted()
  }

  @Test func `A page in the master language is compared with the SKU's description`() async throws {
    let good = try await library(
      ProductPages.line(
        "en", "The steel bottle", "It holds 750 ml, weighs 0.3 kg, keeps drinks warm for 12 hours and is 26 cm high."))
    #expect(try await findings(good) == [])
    let bad = try await library(
      ProductPages.line("en", "The can", "It holds 750 ml, keeps drinks warm for 24 hours and is 26 cm high."))
    #expect(
      try await findings(bad) == [
        "contains_keyword: title holds none of its keywords: “steel bottle”, “thermos”",
        "numbers_missing: 2 numbers of the source are missing: “300克”, “12小时”",
        "numbers_new: 1 number is not in the source: “24 hours”",
      ])
  }

  @Test func `A translation is compared with the active page in the master language`() async throws {
    let library = try await library(
      ProductPages.line("en", "Steel bottle", "It holds 0.75 l and keeps tea hot for 1,000 minutes."),
      ProductPages.line("de", "Die Edelstahlflasche", "Sie fasst 750 ml und hält Tee 1.000 Minuten heiß."))
    #expect(try await findings(library, "--language", "de") == [])
    // The description's numbers are not asked of a translation, and the master's new version counts from now on.
    try library.write(
      ProductPages.line("en", "Steel bottle", "It holds 0.75 l and keeps tea hot for 20 hours."), to: "in.jsonl")
    _ = await library.run("import", "\(library.root)/in.jsonl")
    #expect(
      try await findings(library, "--language", "de") == [
        "numbers_missing: 1 number of the source is missing: “20 hours”",
        "numbers_new: 1 number is not in the source: “1.000 Minuten”",
      ])
    _ = await library.run("deactivate", "--language", "en", "--kind", "product_page", "--yes")
    // Without one the description is the source again.
    #expect(try await findings(library, "--language", "de").contains { $0.contains("“300克”") })
  }

  @Test func `Where there is nothing to compare with, the rules are silent`() async throws {
    let library = try await library(ProductPages.line("en", sku: "B-2", "A cup", "It holds 250 ml."))
    #expect(try await findings(library) == [])
  }

  @Test func `A fill tells the model, and a person sees it in review`() async throws {
    let library = try await library()
    let fill = await library.run(
      "fill", "--kind", "product_page", "--language", "en", "--json", "--set", "kinds.product_page.retries=1", "--set",
      "kinds.product_page.threshold=90", "--set", "fill.assess=false")
    #expect(fill.code == .done, "\(fill.errors)")
    let expected = ["contains_keyword", "numbers_missing", "numbers_new"]
    let run = try fill.json
    #expect(run["in_review"] == 1 && run["findings_by_rule"]?.object?.names.sorted() == expected)
    let calls = try await library.run("runs", "calls", "last", "--role", "regeneration", "--json").json.array ?? []
    let call = try #require(calls.first?["call"]?.string)
    let text = await library.run("runs", "calls", "last", call).output
    #expect(text.contains("Keep these numbers of the source, with their units: “12小时”, “26厘米”."), "\(text)")
    #expect(text.contains("Take out the numbers that the source does not have: “24 hours”."))
    #expect(text.contains("Use one of “steel bottle”, “thermos” in title."))
    let waiting = try #require(try await library.run("review", "list", "--json").json.array?.first)
    #expect(waiting["language"] == "en")
    let uuid = try #require(waiting["uuid"]?.string)
    let shown = try await library.run("review", "show", uuid, "--json").json
    #expect(shown["findings"]?.array?.compactMap { $0["rule"]?.string }.sorted() == expected)
  }
}
