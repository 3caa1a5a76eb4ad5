import Console
import ContentModel
import Formats
import Workspace

/// `libtool check`.
struct Check: LibtoolCommand {
  static let configuration = Configuration(
    name: "check", abstract: "Judge what is active by the quality rules as they are now.",
    discussion: """
      The findings are stored with the versions; an export leaves out items with an open critical finding. A finding \
      that a person has waived by accepting the item is not repeated. Each item is compared with those made before it in \
      its section and language; of two that are nearly the same, the later one has the finding.
      """,
    section: "Quality",
    examples: [
      Example("libtool check", "Everything that is active."),
      Example("libtool check --unchecked", "What no rule has judged yet, such as imported items."),
      Example("libtool check --section passiv --fail-on critical", "Exit code 4 where something is critical."),
      Example("libtool check --rebuild", "After a change of what makes two items alike, or when in doubt."),
    ])

  /// What `--fail-on` takes.
  enum Gate: String, ExpressibleByArgument, CaseIterable {
    case critical, warning

    var severity: Severity { self == .critical ? .critical : .warning }
  }

  @OptionGroup(title: "Selection") var selection: SelectionOptions
  @Flag(help: "Versions that no rule has judged yet only.") var unchecked: Bool
  @Flag(help: "Make the index of near-duplicates anew first.") var rebuild: Bool
  @Option(help: ArgumentHelp("Exit code 4 where there is a finding of this weight or above.", valueName: "SEVERITY"))
  var failOn: Gate?
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let open = try await context.openStore()
    var checked: [CheckedVersion] = []
    let duplicates = SimilarItems(store: open.store, pipelines: try open.library.pipelines())
    try await duplicates.catchUp(rebuild: rebuild)
    try await open.library.check(
      open.store, catalogue: open.catalogue, selection: selection.value, onlyUnchecked: unchecked,
      duplicates: duplicates
    ) { checked += $0 }
    if checked.isEmpty { try selection.value.check(against: open.catalogue) }
    let findings = checked.flatMap(\.findings)
    if json {
      try context.print(Self.document(checked, findings))
    } else {
      try Self.write(checked, findings, to: context.terminal)
    }
    if let failOn, findings.contains(where: { $0.severity >= failOn.severity }) { throw Finished(code: .gate) }
  }

  private static func document(_ checked: [CheckedVersion], _ findings: [Finding]) -> JSON {
    func count(_ severity: Severity) -> JSON { .integer(findings.count { $0.severity == severity }) }
    return [
      "items": .integer(checked.count),
      "findings": .array(
        checked.flatMap { version in
          version.findings.map { finding in
            var json: JSON = ["uuid": .string(version.uuid), "version": .integer(version.number)]
            for (name, value) in finding.json.object?.members ?? [] { json[name] = value }
            return json
          }
        }),
      "counts": ["critical": count(.critical), "warning": count(.warning), "info": count(.info)],
    ]
  }

  private static func write(_ checked: [CheckedVersion], _ findings: [Finding], to terminal: Terminal) throws {
    let style = terminal.output.style
    for version in checked where !version.findings.isEmpty {
      let head = "\(version.uuid.shortUUID) version \(version.number), \(version.key)"
      try terminal.writeLine(style.apply(.bold, to: SafeText.line(head)))
      for finding in version.findings {
        for line in finding.lines(width: terminal.proseWidth, style: style) { try terminal.writeLine(line) }
      }
    }
    let summary = findings.isEmpty ? "no findings" : findings.summary
    try terminal.writeLine(
      checked.isEmpty ? "No items to judge." : "\(counted(checked.count, "item")) judged: \(summary)")
  }
}
