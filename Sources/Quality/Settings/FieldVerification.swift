import Formats

/// Whether the fields that a rule file names exist in the bodies of its kind: a check of a field with a slip in its name
/// would look nowhere, and find nothing for ever.
struct FieldVerification {
  /// The schema of the body.
  private let schema: JSON
  private let kind: String

  init(schema: JSON, kind: String) {
    self.schema = schema
    self.kind = kind
  }

  /// The first field that cannot be there, at its place.
  func verify(_ settings: RuleSettings, _ places: SettingsPlaces) throws(YAMLError) {
    let layers = [("", settings.checks)] + settings.languages.sorted { $0.key < $1.key }
    for (language, checks) in layers {
      for check in checks {
        let levels = [("", check.changes)] + check.levels.sorted { $0.key < $1.key }
        for (level, changes) in levels {
          for parameter in RuleCatalog.type(id: check.rule)?.parameters ?? [] where Self.isOfBody(parameter) {
            guard let fault = fault(RuleValues(values: changes.values).fields(parameter.name)) else { continue }
            let place = places.deciding([parameter.name], check: check.name, language: language, level: level)
            throw YAMLError(
              file: place?.file ?? "", line: place?.line ?? 1, column: place?.column ?? 1, problem: fault.problem,
              hint: fault.hint)
          }
        }
      }
    }
  }

  /// The numbers of a text are compared with a source, which is no body of this kind.
  private static func isOfBody(_ parameter: RuleParameter) -> Bool {
    parameter.form == .fields && parameter.name != "source"
  }

  private func fault(_ fields: [FieldPath]) -> (problem: String, hint: String)? {
    for field in fields { if let fault = fault(field) { return fault } }
    return nil
  }

  private func fault(_ field: FieldPath) -> (problem: String, hint: String)? {
    var node = resolved(schema)
    var walked = ""
    for step in field.steps {
      switch step {
      case .member(let name):
        if node["type"] == "array" {
          return ("`\(field.text)` is no field of \(kind): `\(walked)` is a list", "write `\(walked)[].\(name)`")
        }
        // What a schema leaves open may be anywhere.
        guard let properties = node["properties"] else { return nil }
        guard let next = properties[name] else {
          return node["additionalProperties"] == true || node["additionalProperties"]?.object != nil
            ? nil : ("`\(field.text)` is no field of \(kind)", hint(field))
        }
        node = resolved(next)
        walked += (walked.isEmpty ? "" : ".") + name
      case .each:
        if let type = node["type"]?.string, type != "array" {
          return ("`\(field.text)` is no field of \(kind): `\(walked)` is no list", "write `\(walked)`")
        }
        guard let items = node["items"] else { return nil }
        node = resolved(items)
        walked += "[]"
      }
    }
    return nil
  }

  private func hint(_ field: FieldPath) -> String {
    let all = paths(schema, "")
    return Suggestion.hint(for: field.text, among: all)
      ?? "the fields are \(all.prefix(20).map { "`\($0)`" }.joined(separator: ", ")); schema.json says what they hold"
  }

  /// All fields; a schema that refers to itself is gone into once.
  private func paths(_ node: JSON, _ walked: String, within references: Set<String> = []) -> [String] {
    var references = references
    if let reference = node["$ref"]?.string, !references.insert(reference).inserted { return [] }
    let node = resolved(node)
    if let items = node["items"] { return [walked + "[]"] + paths(items, walked + "[]", within: references) }
    return node["properties"]?.object?.members.flatMap { member in
      let path = walked.isEmpty ? member.name : "\(walked).\(member.name)"
      return [path] + paths(member.value, path, within: references)
    } ?? []
  }

  /// What a reference within the schema leads to.
  private func resolved(_ node: JSON) -> JSON {
    let prefix = "#/$defs/"
    guard let reference = node["$ref"]?.string, reference.hasPrefix(prefix),
      let target = schema["$defs"]?[String(reference.dropFirst(prefix.count))]
    else { return node }
    return target
  }
}
