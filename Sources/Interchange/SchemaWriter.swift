/// Makes the schemas of an export from the kinds' own: `content-library.xsd` and `content-library.schema.json`.
///
/// Both are for people as well: indented, with what the kinds say of their fields as annotations. The same kinds give
/// the same bytes; kinds are sorted by name.
public enum SchemaWriter {
  /// Names that the schemas use themselves; no kind may have one.
  static let reservedNames: Set<String> = ["anyItem", "anyValue", "anyMember"]

  static func sorted(_ kinds: [KindSchema]) -> [KindSchema] { kinds.sorted { $0.name < $1.name } }
}
