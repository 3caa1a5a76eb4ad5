import ContentModel
import Formats
import Glibc
import Interchange
import Testing

/// The schemas in exports/schemas are what the kinds' own schemas make.
///
/// After a change of a kind: `UPDATE_SCHEMAS=1 swift test --filter CheckedInSchemaTests`.
@Suite struct CheckedInSchemaTests {
  static let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()

  struct Unreadable: Error { var path: String }

  static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw Unreadable(path: path) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      guard count > 0 else { return bytes }
      bytes += chunk[..<count]
    }
  }

  /// The kinds of this repository, by name.
  static func kinds() throws -> [KindSchema] {
    guard let folder = opendir(root + "/prompts") else { throw Unreadable(path: root + "/prompts") }
    defer { closedir(folder) }
    var kinds: [KindSchema] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      let path = "\(root)/prompts/\(name)/schema.json"
      guard !name.hasPrefix("."), access(path, R_OK) == 0 else { continue }
      kinds.append(try KindSchema(name: name, body: JSON.parse(read(path))))
    }
    return kinds
  }

  static func expect(_ text: String, in name: String) throws {
    let path = "\(root)/exports/schemas/\(name)"
    if getenv("UPDATE_SCHEMAS") != nil {
      guard let file = fopen(path, "w") else { throw Unreadable(path: path) }
      fputs(text, file)
      fclose(file)
    }
    let isEqual = try String(decoding: read(path), as: UTF8.self) == text
    #expect(isEqual, "\(name) is stale: UPDATE_SCHEMAS=1 swift test --filter CheckedInSchemaTests")
  }

  @Test func theXSDIsWhatTheKindsMake() throws {
    let kinds = try Self.kinds()
    #expect(Set(kinds.map(\.name)).isSuperset(of: ["gap_fill_exercise", "micro_lesson"]))
    try Self.expect(SchemaWriter.xsd(kinds: kinds), in: "content-library.xsd")
  }

  @Test func theJSONSchemaIsWhatTheKindsMake() throws {
    try Self.expect(SchemaWriter.jsonSchema(kinds: Self.kinds()).pretty() + "\n", in: "content-library.schema.json")
  }
}
