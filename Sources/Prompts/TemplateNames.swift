/// The names that a template may use, as a tree: what each name holds, and so what may follow it after a dot.
public indirect enum TemplateNames: Hashable, Sendable {
  /// A value of source data; rendered as JSON.
  case value
  /// Text of this program or of the kind itself; rendered as it stands.
  case verbatim
  /// A list, for `{{#name}}`; the names inside are those of an element.
  case list(TemplateNames)
  /// Named members.
  case object([String: TemplateNames])
  /// Members with names that only the data knows, such as the further columns of a CSV file.
  case anything

  /// What a member holds, or nil where there is none.
  func member(_ name: String) -> TemplateNames? {
    switch self {
    case .object(let members): members[name]
    case .anything: .value
    case .value, .verbatim, .list: nil
    }
  }

  /// What a path of names leads to; a path does not lead into a list.
  func member(at path: some Sequence<String>) -> TemplateNames? {
    var place = self
    for name in path {
      guard let next = place.member(name) else { return nil }
      place = next
    }
    return place
  }

  /// Every path that can be written, with dots, sorted; open ends as `section.attributes.*`.
  var paths: [String] {
    guard case .object(let members) = self else { return [] }
    return members.flatMap { name, names in
      [names == .anything ? name + ".*" : name] + names.paths.map { "\(name).\($0)" }
    }.sorted()
  }
}
