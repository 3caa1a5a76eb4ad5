import ContentModel
import Formats

/// The files of a kind's folder: their bytes by relative name.
public typealias KindFolder = [String: [UInt8]]

extension Kind {
  /// The files that every kind has.
  public static let fileNames = [
    "kind.yaml", "schema.json", "system.md", "generate.md", "assess_system.md", "assess.md", "regenerate.md",
  ]

  /// Reads a kind from its folder and checks all of it: settings, schema, every placeholder of every template.
  ///
  /// Further files, such as those of `simulated/`, are left alone.
  ///
  /// - Parameters:
  ///   - name: the name of the folder, which the kind must have too.
  ///   - folder: the bytes of its files.
  ///   - parent: what messages call the folder above: `prompts`.
  public static func load(
    name: String, folder: KindFolder, parent: String = "prompts"
  ) throws(KindError) -> Kind {
    let files = KindFiles(folder: folder, place: parent.isEmpty ? name : "\(parent)/\(name)")
    let file = try KindFile(try files.settings("kind.yaml"), folder: name)
    let (schema, lean) = try files.schema("schema.json")
    try check(file.assembled, against: schema, in: files.place)
    let shown = try Self.shown(file.shown, schema)

    let names = PromptNames(dimensions: file.traits.dimensions, options: file.options.map(\.name))
    let templates = KindTemplates(
      system: try files.template("system.md", PromptNames.system),
      generate: try files.userTemplate("generate.md", names.generation),
      assessSystem: try files.template("assess_system.md", PromptNames.system),
      assess: try files.userTemplate("assess.md", names.assessment),
      regenerate: try files.userTemplate("regenerate.md", names.regeneration))
    return Kind(
      traits: file.traits, title: file.title, schemaVersion: file.schemaVersion, bodySchema: schema, leanSchema: lean,
      options: file.options, assembled: file.assembled.map(\.field), assembly: file.assembly, shown: shown,
      hash: files.hash(schemaVersion: file.schemaVersion), settings: file.settings, templates: templates)
  }

  private static func shown(_ node: YAMLNode?, _ schema: JSON) throws(KindError) -> ShownForm? {
    guard let node else { return nil }
    return try ShownForm(node, schema: schema)
  }

  /// Each property that no model is asked for has its source in `kind.yaml`, and the reverse.
  private static func check(
    _ assembled: [(field: AssembledField, node: YAMLNode)], against schema: JSON, in place: String
  ) throws(KindError) {
    let properties = schema["properties"]?.object ?? JSON.Object()
    let marked = properties.members.filter { $0.value[StrictSchema.assembledMark] == true }.map(\.name)
    for (field, node) in assembled where !marked.contains(field.property) {
      let name = field.property
      if properties[name] != nil {
        throw node.fault(
          "`\(name)` is assembled, but a model is asked for it too",
          hint: "mark it \"x-assembled\": true in schema.json")
      }
      throw node.fault(
        "`\(name)` is assembled, but schema.json has no such property",
        hint: Suggestion.hint(for: name, among: properties.names) ?? "add it there, or take it out here")
    }
    for name in marked where !assembled.contains(where: { $0.field.property == name }) {
      throw KindError(
        file: "\(place)/kind.yaml", problem: "nothing says where the assembled property `\(name)` comes from",
        hint: "add it under `assembled`, with `from: …`")
    }
  }
}

/// The files of one folder, and what they are called in messages.
private struct KindFiles {
  var folder: KindFolder
  /// `prompts/reading`.
  var place: String

  func bytes(_ name: String) throws(KindError) -> [UInt8] {
    if let bytes = folder[name] { return bytes }
    let others = folder.keys.filter { !Kind.fileNames.contains($0) }.sorted()
    let near = Suggestion.closest(to: name, among: others).map { "rename \($0), or add \(name)" }
    throw KindError(
      file: "\(place)/\(name)", problem: "the file is missing", hint: near ?? "a kind has " + Self.allNames)
  }

  private static let allNames = Kind.fileNames.joined(separator: ", ")

  func text(_ name: String) throws(KindError) -> String {
    guard let text = String(validating: try bytes(name), as: UTF8.self) else {
      throw KindError(file: "\(place)/\(name)", problem: "the file is not UTF-8", hint: "save it as UTF-8")
    }
    return text
  }

  func template(_ name: String, _ names: TemplateNames) throws(KindError) -> Template {
    try Template(try text(name), file: "\(place)/\(name)", names: names)
  }

  /// A template that ends with `{{data}}`: what varies comes last, so that prompt caches hold what stands before.
  func userTemplate(_ name: String, _ names: TemplateNames) throws(KindError) -> Template {
    let template = try template(name, names)
    guard template.occurrences(of: "data") == 1, template.ends(with: "data") else {
      throw KindError(
        file: "\(place)/\(name)", problem: "the prompt does not end with {{data}}, or has it more than once",
        hint: "let {{data}} be its last line, and nowhere else")
    }
    return template
  }

  func settings(_ name: String) throws(KindError) -> YAMLNode {
    let bytes = try bytes(name)
    do {
      return try YAML.parse(bytes, file: "\(place)/\(name)")
    } catch {
      throw KindError(
        file: error.file, line: error.line, column: error.column, problem: error.problem, hint: error.hint)
    }
  }

  func schema(_ name: String) throws(KindError) -> (schema: JSON, lean: JSON) {
    let bytes = try bytes(name)
    let file = "\(place)/\(name)"
    let schema: JSON
    do {
      schema = try JSON.parse(bytes)
    } catch {
      throw KindError(file: file, line: error.line, column: error.column, problem: error.problem, hint: error.hint)
    }
    func fault(at path: JSONPath, _ problem: String, _ hint: String?) -> KindError {
      let (line, column) = JSONPlace.position(of: path, in: bytes)
      return KindError(file: file, line: line, column: column, problem: problem, hint: hint)
    }
    let lean: JSON
    do {
      lean = try StrictSchema.lean(from: schema)
    } catch {
      throw fault(at: error.path, error.problem, error.hint)
    }
    // What rules and imports check items with has to understand the schema too.
    do {
      _ = try JSONSchemaValidator(schema: schema)
    } catch {
      throw fault(at: error.path, error.problem, error.hint)
    }
    return (schema, lean)
  }

  /// SHA-256 over the version and each file that a prompt is made from, with its name and length before it.
  func hash(schemaVersion: Int) -> String {
    var digest = SHA256()
    digest.update(Array("schema_version \(schemaVersion)\n".utf8))
    for name in Kind.fileNames where name != "kind.yaml" {
      let bytes = folder[name] ?? []
      digest.update(Array("\(name) \(bytes.count)\n".utf8))
      digest.update(bytes)
    }
    return SHA256.hexadecimal(digest.finish())
  }
}
