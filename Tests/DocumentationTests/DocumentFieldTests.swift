import ContentModel
import Formats
import Testing

/// The JSON documents that the operations manual describes are those that commands print.
@Suite struct DocumentFieldTests {
  private static let manual = "docs/manual-operations.md"

  /// Members whose own members are data, or a document that stands elsewhere.
  private static let opaque: Set<String> = [
    "drop_reasons", "findings_by_rule", "renamed", "body", "request", "answer", "templates", "schema", "lean_schema",
    "tool", "added",
    "updated", "retired", "diagnoses",
  ]

  /// A run of everything that prints a document: the command as the table names it, and its document.
  private static func documents() async throws -> [(command: String, document: JSON)] {
    let copy = try SampleCopy()
    var documents: [(String, JSON)] = []
    /// - Parameter name: what the table calls it; nil to leave it out.
    @discardableResult
    func run(_ line: String, as name: String?, code: ExitCode = .done) async throws -> JSON {
      let result = try await copy.run("libtool \(line) --json")
      #expect(result.code == code, "\(line): \(result.errors)")
      let document = try JSON.parse(result.output)
      if let name { documents.append((name, document)) }
      return document
    }
    try await run("sync", as: "sync")
    try await run("coverage", as: "coverage")
    try await run("coverage --by level", as: "coverage --by")
    try await run("targets list", as: "targets list")
    try await run("targets set --section passiv --language de 12", as: "targets set")
    try await run("prompts list", as: "prompts list")
    try await run("prompts show micro_lesson", as: "prompts show")
    try await run("prompts render micro_lesson --section plant_biology", as: "prompts render")
    try await run("plan --section passiv", as: "plan")
    try await run("fill --section reflexive_verben", as: "fill, runs resume")
    try await run("runs show last", as: "runs show, runs cancel, runs settle")
    try await run("runs watch last", as: "runs watch, each line")
    try await run("runs list", as: "runs list")
    try await run("costs --by section", as: "costs")
    let calls = try await run("runs calls last", as: "runs calls")
    let call = try #require(calls.array?.first?["call"]?.string)
    try await run("runs calls last \(call)", as: "runs calls RUN CALL")
    let sample = try await run("review sample --run last -n 2", as: "review sample --run")
    let sampled = try #require(sample["items"]?.array?.first?["uuid"]?.string)
    try await run("review audit \(sampled) --good", as: "review audit")
    try await run("review sample", as: "review sample")
    let items = try await run("items list --section passiv", as: "items list")
    let uuid = try #require(items.array?.first?["uuid"]?.string)
    try await run("items show \(uuid)", as: "items show")
    try await run("items history \(uuid)", as: "items history")
    // The same item with another text becomes its second version; one that is too short has a finding.
    let shown = try await run("items show \(uuid)", as: nil)
    var item = try #require(items.array?.first)
    for name in ["version", "active", "origin"] { item[name] = nil }
    item["body"] = shown["body"]
    item["body"]?["text"] = "[1] [2] [3] [4]"
    try copy.write(item.text + "\n", to: "changed.jsonl")
    try await run("import \(copy.path)/changed.jsonl", as: "import")
    try await run("items diff \(uuid) 1 2", as: "items diff")
    try await run("check --section passiv", as: "check")
    try await run("check --section passiv --by rule", as: "check --by")
    try await run("check --section passiv --dry-run", as: "check --dry-run")
    try await run("prompts report", as: "prompts report")
    try await run("rollback \(uuid)", as: "activate, deactivate, rollback, undo")
    try await run("log", as: "log")
    item["uuid"] = nil
    try copy.write(item.text + "\n", to: "held.jsonl")
    try await run("import --hold \(copy.path)/held.jsonl", as: nil)
    let waiting = try await run("review list", as: "review list")
    let held = try #require(waiting.array?.first?["uuid"]?.string)
    try copy.write("item,text,date\n\(uuid),too hard,2026-11-20\n", to: "reports.csv")
    try await run("import --reports \(copy.path)/reports.csv", as: "import --reports")
    try await run("review show \(uuid)", as: "review show ITEM")
    try await run("review assign \(held) --to ana", as: "review assign")
    try await run("review accept \(uuid)", as: "review accept, review edit")
    try await run("review reject \(held) --reason short", as: "review reject")
    let strict = "--set kinds.gap_fill_exercise.retries=0 --set providers.simulated.failed_assessment=1"
    try await run("fill --section passiv --limit 1 --max-drafts 1 \(strict)", as: nil, code: .partial)
    try await run("review list --dropped", as: "review list --dropped")
    try await run("rollback --run last --yes", as: "rollback --run")
    try await run("export --section passiv --output \(copy.path)/x.json", as: "export --output")
    try await run("export --section passiv", as: "export, to standard output")
    try await run("exports list", as: "exports list")
    try await run("exports verify last", as: "exports verify")
    try await run("init \(copy.path)/fresh", as: "init")
    try await run("doctor --offline", as: "doctor")
    let refused = try await copy.run("libtool items show zzz --json")
    documents.append(("an error, on standard error", try JSON.parse(refused.errors)))
    return documents
  }

  @Test func theTableIsWhatIsPrinted() async throws {
    let documents = try await Self.documents()
    var text = "| command | document |\n|---|---|\n"
    for (command, document) in documents { text += "| \(command) | `\(document.shape(Self.opaque))` |\n" }
    try Page.expectRegion("documents", of: Self.manual, is: text)

    for (region, command) in [("fields-coverage", "coverage"), ("fields-plan", "plan"), ("fields-fill", "fill, runs")] {
      let document = try #require(documents.first { $0.command.hasPrefix(command) }).document
      let names = Page.rows(of: try Page(Self.manual).region(region)).flatMap { Page.code(in: $0[0]) }
      for name in names {
        // Of a list, any element may have it: only floors say that they are one.
        let found = name.split(separator: ".").reduce([document]) { values, part in
          values.flatMap { $0.array ?? [$0] }.compactMap { $0[String(part)] }
        }
        #expect(!found.isEmpty, "\(command) --json has no \(name)")
      }
      let top = Set(names.map { String($0.split(separator: ".")[0]) })
      #expect(top == Set(document.object?.names ?? []), "\(region)")
    }
  }
}

extension JSON {
  /// The names of a document: `{mode, totals: {target, …}, cells: [{kind, …}]}`.
  fileprivate func shape(_ opaque: Set<String>) -> String {
    switch self {
    case .object(let object):
      let members = object.members.map { name, value in
        let inner = opaque.contains(name) ? "" : value.shape(opaque)
        return inner.isEmpty ? name : "\(name): \(inner)"
      }
      return members.isEmpty ? "" : "{\(members.joined(separator: ", "))}"
    case .array(let elements):
      let inner = elements.first?.shape(opaque) ?? ""
      return inner.isEmpty ? "" : "[\(inner)]"
    default: return ""
    }
  }
}
