import Formats

/// A kind's name and the JSON schema of its items' bodies: what the XML form and the schemas of an export need to know.
public struct KindSchema: Sendable {
  /// The name of the kind: `gap_fill_exercise`.
  public let name: String
  /// The JSON schema of a body.
  public let body: JSON
  /// The members of a body.
  let members: BodyShape.Members

  /// Throws where the name is no plain name, or where the schema does not describe an object.
  public init(name: String, body: JSON) throws(ExportFailure) {
    let isPlain =
      name.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
          true
        default: false
        }
      } && !(name.utf8.first.map { $0 == UInt8(ascii: "-") || $0 < UInt8(ascii: "A") } ?? true)
    guard isPlain, !SchemaWriter.reservedNames.contains(name) else {
      throw ExportFailure(
        "kind \"\(name)\": the name cannot stand in a schema",
        hint: "name it with letters, digits and _, a letter first, as in gap_fill_exercise")
    }
    let shape: BodyShape
    do throws(ExportFailure) {
      shape = try BodyShape(schema: body, root: body)
    } catch {
      throw ExportFailure("kind \(name): \(error.message)", hint: error.hint)
    }
    guard case .object(let members) = shape.form, !shape.isNullable else {
      throw ExportFailure("kind \(name): the schema of a body does not say \"type\": \"object\"")
    }
    self.name = name
    self.body = body
    self.members = members
  }
}
