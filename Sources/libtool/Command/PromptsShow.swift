import Console
import ContentModel
import Formats
import Prompts

/// `libtool prompts show`.
struct PromptsShow: LibtoolCommand {
  static let configuration = Configuration(
    name: "show", abstract: "Show the templates and schemas of a kind.",
    discussion: """
      The lean schema is what a model is asked for: the item without what is known beforehand, in the strict form that \
      providers enforce.
      """,
    examples: [Example("libtool prompts show gap_fill_exercise", "Its templates, its schema and its lean schema.")])

  @Argument(help: "The name of a kind.") var kind: String
  @Flag(help: "Print a JSON document.") var json: Bool

  mutating func run(_ context: LibtoolContext) async throws {
    let library = try context.library()
    let kind = try library.kind(named: kind)
    let files = try library.kindFiles(kind.name)
    let templates = Kind.fileNames.filter { $0.hasSuffix(".md") }.map { name in
      (name, String(decoding: files[name] ?? [], as: UTF8.self))
    }
    if json {
      return try context.print([
        "kind": .string(kind.name), "title": .string(kind.title), "schema_version": .integer(kind.schemaVersion),
        "hash": .string(kind.hash),
        "templates": .object(JSON.Object(templates.map { ($0.0, .string($0.1)) })), "schema": kind.bodySchema,
        "lean_schema": kind.leanSchema,
      ])
    }
    var text = Headed(context.terminal)
    text.add("\(kind.name): \(kind.title), schema version \(kind.schemaVersion), prompts \(kind.hash.prefix(12))")
    for (name, template) in templates { text.add(heading: "prompts/\(kind.name)/\(name)", template) }
    text.add(heading: "prompts/\(kind.name)/schema.json", kind.bodySchema.pretty())
    text.add(heading: "lean schema", kind.leanSchema.pretty())
    try context.terminal.write(text.text)
  }
}
