import ContentModel
import Formats

/// Checks and counts the items of an export while it is read again. Keeps 40 bytes for each item's uuid.
struct ItemTally: ~Copyable {
  private var digest = SHA256()
  private var seen: Set<ItemUUID> = []
  private let validators: [String: JSONSchemaValidator]
  private var line: [UInt8] = []

  /// - Parameter kinds: The kinds whose bodies are checked by their schema; other kinds' bodies are not.
  init(kinds: [KindSchema]) throws(ExportFailure) {
    var validators: [String: JSONSchemaValidator] = [:]
    for kind in kinds {
      do throws(JSONSchemaError) {
        validators[kind.name] = try JSONSchemaValidator(schema: kind.body)
      } catch {
        throw ExportFailure("kind \(kind.name): \(error.message)", hint: error.hint)
      }
    }
    self.validators = validators
  }

  var count: Int { seen.count }

  /// Takes an item in, or says what is wrong with it.
  mutating func take(_ item: ExportedItem, body: JSON) throws(ExportFailure) {
    guard seen.insert(item.uuid).inserted else { throw ExportFailure("item \(item.uuid) stands twice") }
    if let violation = validators[item.kind]?.violations(in: body).first {
      throw ExportFailure(
        "item \(item.uuid): its body does not fit the schema of \(item.kind): \(violation)",
        hint: "mend the item, or let `libtool check` find it: exports leave it out then")
    }
    line.removeAll(keepingCapacity: true)
    for text in [
      item.uuid.description, item.kind, item.level, item.key.section, item.key.topic ?? "", item.key.sku ?? "",
      item.key.language,
    ] {
      JSONWriter.appendString(text, to: &line)
    }
    JSONWriter.appendInteger(item.version, to: &line)
    line += body.canonicalBytes()
    line.append(UInt8(ascii: "\n"))
    digest.update(line)
  }

  /// The digest of all items.
  consuming func finish() -> [UInt8] { digest.finish() }
}
