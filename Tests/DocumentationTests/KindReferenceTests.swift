import Formats
import Testing

@testable import Prompts

/// The keys, placeholders and steps of a kind's folder are those of the tables in the manual of kinds.
@Suite struct KindReferenceTests {
  private static let manual = "docs/manual-kinds.md"

  private static let kind = """
    kind: sample
    cardinality: many
    languages: [en]
    output_tokens: {generation: 1, assessment: 1, regeneration: 1}
    max_output_tokens: {generation: 1, assessment: 1, regeneration: 1}

    """

  /// A key that does not exist at some place, by that place.
  private static let strangers = [
    "": "nonsense_key: 1",
    "batching.": "batching: {nonsense_key: 1}",
    "assessment.": "assessment: {nonsense_key: 1}",
    "temperatures.": "temperatures: {nonsense_key: 1}",
    "options.NAME.": "options: {some: {nonsense_key: 1}}",
    "assembled.PROPERTY.": "assembled: {some: {nonsense_key: 1}}",
    "shown.": "shown: {nonsense_key: 1}",
  ]

  private static func keysThatAreRead() throws -> Set<String> {
    var keys: Set<String> = []
    let groups: Set<String> = ["batching", "assessment", "temperatures", "options", "assembled", "shown"]
    for (prefix, stranger) in strangers {
      let node = try YAML.parse(kind + stranger + "\n", file: "kind.yaml")
      let error = #expect(throws: KindError.self) { _ = try KindFile(node, folder: "sample") }
      let hint = try #require(error?.hint?.firstRange(of: "known here: "), "\(prefix): \(error?.message ?? "")")
      let known = (error?.hint ?? "")[hint.upperBound...].split(separator: ", ").map(String.init)
      keys.formUnion(known.filter { !(prefix.isEmpty && groups.contains($0)) }.map { prefix + $0 })
    }
    return keys
  }

  @Test func theTableNamesTheKeysOfKindYAML() throws {
    let rows = Page.rows(of: try Page(Self.manual).region("kind-yaml"))
    #expect(Set(rows.flatMap { Page.code(in: $0[0]) }) == (try Self.keysThatAreRead()))
  }

  @Test func theTableNamesTheFiles() throws {
    let rows = Page.rows(of: try Page(Self.manual).region("files"))
    #expect(Set(rows.flatMap { Page.code(in: $0[0]) }) == Set(Kind.fileNames + ["simulated/"]))
  }

  @Test func theTableNamesTheSteps() throws {
    let rows = Page.rows(of: try Page(Self.manual).region("steps"))
    #expect(rows.map { Page.code(in: $0[0]).first } == AssemblyStep.allCases.map(\.rawValue))
  }

  @Test func theTableNamesThePlaceholders() throws {
    let rows = Page.rows(of: try Page(Self.manual).region("placeholders"))
    let names = PromptNames(dimensions: [.topic, .sku], options: ["NAME"])
    for (template, known) in [
      ("system.md", PromptNames.system), ("assess_system.md", PromptNames.system), ("generate.md", names.generation),
      ("assess.md", names.assessment), ("regenerate.md", names.regeneration),
    ] {
      let written = rows.filter { row in
        row[1] == "all" || Page.code(in: row[1]).contains(template)
          || row[1] == "the three user templates" && !template.hasSuffix("system.md")
      }
      #expect(Set(written.flatMap { Page.code(in: $0[0]) }) == Set(Self.paths(of: known)), "\(template)")
    }
  }

  /// Every name in dotted form; the names of a list's elements stand after the list's own.
  private static func paths(of names: TemplateNames) -> [String] {
    guard case .object(let members) = names else { return [] }
    return members.flatMap { name, inner -> [String] in
      switch inner {
      case .value, .verbatim: [name]
      case .anything: ["\(name).*"]
      case .list(let element): [name] + paths(of: element).map { "\(name).\($0)" }
      case .object: paths(of: inner).map { "\(name).\($0)" }
      }
    }
  }
}
