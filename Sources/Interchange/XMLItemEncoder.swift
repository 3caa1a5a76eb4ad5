import ContentModel
import Formats

/// Writes one XML document: a root `library`, an `item` for each item, and the members of its body as elements.
///
/// - An array is its element repeated. An empty one is named in the attribute `empty` of the element it belongs to.
/// - `null` is `xsi:nil="true"`.
/// - An array in an array is an element that holds `value` elements.
/// - A value whose form the kind's schema leaves open carries its `type`; its members are `member` elements with a
///   `name`, its elements `value` elements.
/// - A name that XML cannot hold is escaped as in `ElementName`.
/// - A character that XML cannot hold becomes U+FFFD, and is counted in `scrubbed`.
///
/// Members stand in the order of the kind's schema, so that the XSD can name each of them. What does not fit the schema
/// cannot be written so that it can be read back, and is an error.
public struct XMLItemEncoder: ItemEncoder {
  private let kinds: [String: KindSchema]
  private var writer = BodyElementWriter()

  /// - Parameter kinds: The kinds that may occur, with different names.
  public init(kinds: [KindSchema]) {
    self.kinds = Dictionary(kinds.map { ($0.name, $0) }) { first, _ in first }
  }

  public var scrubbed: Int { writer.scrubbed }

  public mutating func begin(_ header: ExportHeader, to output: inout [UInt8]) {
    JSONWriter.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<library", to: &output)
    writer.attribute("schemaVersion", String(header.schemaVersion), to: &output)
    writer.attribute("publishEvent", String(header.publishEvent), to: &output)
    writer.attribute("mode", header.mode, to: &output)
    writer.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance", to: &output)
    JSONWriter.append(">\n", to: &output)
  }

  public mutating func append(_ item: ItemColumns, to output: inout [UInt8]) throws(ExportFailure) {
    let uuid = String(decoding: item.uuid, as: UTF8.self)
    let kind = String(decoding: item.kind, as: UTF8.self)
    guard let schema = kinds[kind] else {
      throw ExportFailure(
        "item \(uuid): kind \(kind) has no schema, so that its body cannot be written as XML",
        hint: "use the kind in libtool.yaml, or leave its items out with --kind")
    }
    let body: JSON
    do {
      body = try JSON.parse(item.body)
    } catch {
      throw ExportFailure("item \(uuid): its body is \(error.message)")
    }
    guard case .object(let members) = body else {
      throw ExportFailure("item \(uuid): its body is \(body.article), an object is expected")
    }
    JSONWriter.append("  <item", to: &output)
    writer.attribute("xsi:type", kind, to: &output)
    writer.attribute("uuid", uuid, to: &output)
    writer.attribute("kind", kind, to: &output)
    for (name, column) in [
      ("level", item.level), ("section", item.section), ("topic", item.topic), ("sku", item.sku),
      ("language", item.language),
    ] {
      guard let column, !column.isEmpty else { continue }
      writer.attribute(name, String(decoding: column, as: UTF8.self), to: &output)
    }
    writer.attribute("version", String(item.version), to: &output)
    do {
      try writer.content(members, schema.members, depth: 1, to: &output)
    } catch {
      throw ExportFailure(
        "item \(uuid): body\(error.place) \(error.what), \(error.expected) by the schema of \(kind)",
        hint: "mend the item, or export it as JSON")
    }
    JSONWriter.append("</item>\n", to: &output)
  }

  public mutating func end(to output: inout [UInt8]) { JSONWriter.append("</library>\n", to: &output) }
}
