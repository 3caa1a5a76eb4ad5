import Formats

/// The text of an XML schema, an element a line, indented by two spaces.
struct XSDLines {
  private(set) var text = ""
  private var depth = 0

  /// A line as it is.
  mutating func raw(_ line: String) { text += indent + line + "\n" }

  /// An empty line.
  mutating func gap() { text += "\n" }

  mutating func open(_ name: String, _ attributes: [(String, String)] = []) {
    raw("<\(name)\(Self.spelled(attributes))>")
    depth += 1
  }

  mutating func close(_ name: String) {
    depth -= 1
    raw("</\(name)>")
  }

  mutating func leaf(_ name: String, _ attributes: [(String, String)]) {
    raw("<\(name)\(Self.spelled(attributes))/>")
  }

  /// An element that holds what its schemas say of it, or nothing.
  mutating func leafOrOpen(_ name: String, _ attributes: [(String, String)], describing schemas: [JSON?]) {
    guard let note = Self.description(of: schemas) else { return leaf(name, attributes) }
    open(name, attributes)
    annotation(note)
    close(name)
  }

  /// What a schema says of itself as an annotation: the first description among several.
  mutating func describe(_ schemas: JSON?...) {
    if let note = Self.description(of: schemas) { annotation(note) }
  }

  mutating func annotation(_ note: String) {
    open("xs:annotation")
    raw("<xs:documentation>\(Self.escaped(note))</xs:documentation>")
    close("xs:annotation")
  }

  mutating func attribute(_ name: String, type: String, isRequired: Bool = true, note: String? = nil) {
    var attributes = [("name", name), ("type", type)]
    if isRequired { attributes.append(("use", "required")) }
    guard let note else { return leaf("xs:attribute", attributes) }
    open("xs:attribute", attributes)
    annotation(note)
    close("xs:attribute")
  }

  /// A simple type that narrows another.
  mutating func restriction(of base: String, _ facets: [(name: String, value: String)]) {
    open("xs:simpleType")
    open("xs:restriction", [("base", base)])
    for (name, value) in facets { leaf("xs:\(name)", [("value", value)]) }
    close("xs:restriction")
    close("xs:simpleType")
  }

  private var indent: String { String(repeating: "  ", count: depth) }

  private static func description(of schemas: [JSON?]) -> String? {
    for schema in schemas {
      if let text = schema?["description"]?.string ?? schema?["title"]?.string { return text }
    }
    return nil
  }

  private static func spelled(_ attributes: [(String, String)]) -> String {
    var bytes: [UInt8] = []
    for (name, value) in attributes { XMLEscape.appendAttribute(name, value, to: &bytes) }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    XMLEscape.appendText(text, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
