import Formats

extension SchemaWriter {
  /// The XML Schema 1.0 of an XML export.
  ///
  /// Each kind is a type of its own that extends the abstract type of all items, and an item names its type by
  /// `xsi:type`: so each body is checked in full by its kind, however alike the kinds' elements are. Why it is done
  /// so stands in docs/decisions/xsd-for-many-kinds.md.
  public static func xsd(kinds: [KindSchema]) -> String {
    var lines = XSDLines()
    lines.raw(#"<?xml version="1.0" encoding="UTF-8"?>"#)
    lines.raw("<!-- Made by libtool from the schema.json of each kind: edit those instead. -->")
    lines.open("xs:schema", [("xmlns:xs", "http://www.w3.org/2001/XMLSchema")])
    lines.annotation(
      """
      What libtool export writes: the active items of a content library at one publish event. An array is its element \
      repeated; an empty array is named in the attribute "empty" of the element it belongs to; null is \
      xsi:nil="true". Limits that XML Schema cannot say, such as patterns, stand in content-library.schema.json.
      """)
    lines.gap()
    library(&lines)
    lines.gap()
    anyItem(&lines)
    for kind in sorted(kinds) {
      lines.gap()
      item(of: kind, &lines)
    }
    if sorted(kinds).contains(where: { holdsAnything($0.members) }) {
      lines.gap()
      anyValue(&lines)
    }
    lines.close("xs:schema")
    return lines.text
  }

  private static func library(_ lines: inout XSDLines) {
    lines.open("xs:element", [("name", "library")])
    lines.open("xs:complexType")
    lines.open("xs:sequence")
    lines.leaf("xs:element", [("name", "item"), ("type", "anyItem"), ("minOccurs", "0"), ("maxOccurs", "unbounded")])
    lines.close("xs:sequence")
    lines.attribute("schemaVersion", type: "xs:positiveInteger", note: "The version of this format.")
    lines.attribute(
      "publishEvent", type: "xs:nonNegativeInteger", note: "The publish event whose state this is; 0 before the first.")
    lines.open("xs:attribute", [("name", "mode"), ("use", "required")])
    lines.annotation("The mode of the library. What a rehearsal exports may be simulated text.")
    lines.restriction(of: "xs:string", [("enumeration", "production"), ("enumeration", "rehearsal")])
    lines.close("xs:attribute")
    lines.close("xs:complexType")
    lines.close("xs:element")
  }

  private static func anyItem(_ lines: inout XSDLines) {
    lines.open("xs:complexType", [("name", "anyItem"), ("abstract", "true")])
    lines.annotation(
      """
      What each item has, whatever its kind. The attribute xsi:type of an item names the type of its kind, \
      and is equal to its attribute kind.
      """)
    lines.open("xs:attribute", [("name", "uuid"), ("use", "required")])
    lines.annotation("Never changes.")
    lines.restriction(
      of: "xs:string", [("pattern", "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")])
    lines.close("xs:attribute")
    lines.attribute("level", type: "xs:string", isRequired: false, note: "The level of its section; absent for none.")
    lines.attribute("section", type: "xs:string")
    lines.attribute("topic", type: "xs:string", isRequired: false)
    lines.attribute("sku", type: "xs:string", isRequired: false)
    lines.attribute("language", type: "xs:language", note: "A BCP 47 tag.")
    lines.attribute("version", type: "xs:positiveInteger", note: "The number of the active version.")
    lines.close("xs:complexType")
  }

  private static func item(of kind: KindSchema, _ lines: inout XSDLines) {
    lines.open("xs:complexType", [("name", kind.name)])
    lines.describe(kind.body)
    lines.open("xs:complexContent")
    lines.open("xs:extension", [("base", "anyItem")])
    content(of: kind.members, &lines)
    lines.leaf(
      "xs:attribute", [("name", "kind"), ("type", "xs:NCName"), ("use", "required"), ("fixed", kind.name)])
    emptyAttribute(of: kind.members, &lines)
    lines.close("xs:extension")
    lines.close("xs:complexContent")
    lines.close("xs:complexType")
  }

  /// The elements of an object: in the order of the schema, so that the content is deterministic.
  private static func content(of members: BodyShape.Members, _ lines: inout XSDLines) {
    guard !members.properties.isEmpty || members.isOpen else { return }
    lines.open("xs:sequence")
    for property in members.properties { element(property, &lines) }
    if members.isOpen {
      lines.leaf(
        "xs:element", [("name", "member"), ("type", "anyMember"), ("minOccurs", "0"), ("maxOccurs", "unbounded")])
    }
    lines.close("xs:sequence")
  }

  /// The attribute that names the empty arrays of an object, where it may have any.
  private static func emptyAttribute(of members: BodyShape.Members, _ lines: inout XSDLines) {
    let names = members.properties.filter(\.mayBeEmptyArray).map(\.element)
    guard !names.isEmpty else { return }
    lines.open("xs:attribute", [("name", "empty")])
    lines.annotation("The arrays that are there and empty.")
    lines.open("xs:simpleType")
    lines.open("xs:list")
    lines.restriction(of: "xs:NMTOKEN", names.map { ("enumeration", $0) })
    lines.close("xs:list")
    lines.close("xs:simpleType")
    lines.close("xs:attribute")
  }

  private static func element(_ property: BodyShape.Property, _ lines: inout XSDLines) {
    guard case .array(let each) = property.shape.form else {
      let occurs = property.isRequired ? [] : [("minOccurs", "0")]
      element(property.element, property.shape, occurs: occurs, &lines)
      return
    }
    let limits = property.shape.elementLimits
    // A null or an empty array has fewer elements than its schema asks of a full one, so an array that may be absent
    // is a group of its own: either none of its elements or as many as it must have.
    let mayBeAbsent = !property.isRequired && limits.least > 1
    if mayBeAbsent { lines.open("xs:sequence", [("minOccurs", "0")]) }
    let least = property.isRequired || mayBeAbsent ? limits.least : 0
    var shape = each
    shape.isNullable = each.isNullable || property.shape.isNullable
    var occurs: [(String, String)] = []
    if least != 1 { occurs.append(("minOccurs", String(least))) }
    if limits.most != 1 { occurs.append(("maxOccurs", limits.most.map { String($0) } ?? "unbounded")) }
    element(property.element, shape, note: property.shape.schema, occurs: occurs, &lines)
    if mayBeAbsent { lines.close("xs:sequence") }
  }

  private static func element(
    _ name: String, _ shape: BodyShape, note: JSON? = nil, occurs: [(String, String)], _ lines: inout XSDLines
  ) {
    var attributes = [("name", name)]
    if shape.isNullable { attributes.append(("nillable", "true")) }
    attributes += occurs
    if let type = shape.plainType {
      attributes.insert(("type", type), at: 1)
      lines.leafOrOpen("xs:element", attributes, describing: [note, shape.schema])
      return
    }
    lines.open("xs:element", attributes)
    lines.describe(note, shape.schema)
    switch shape.form {
    case .object(let members):
      lines.open("xs:complexType")
      content(of: members, &lines)
      emptyAttribute(of: members, &lines)
      lines.close("xs:complexType")
    case .array(let each):
      let limits = shape.elementLimits
      lines.open("xs:complexType")
      lines.open("xs:sequence")
      element(
        "value", each,
        occurs: [("minOccurs", String(limits.least)), ("maxOccurs", limits.most.map { String($0) } ?? "unbounded")],
        &lines)
      lines.close("xs:sequence")
      lines.close("xs:complexType")
    case .string: lines.restriction(of: "xs:string", shape.facets)
    case .integer: lines.restriction(of: "xs:integer", shape.facets)
    case .number: lines.restriction(of: "xs:double", shape.facets)
    case .boolean, .dynamic: break  // always of a plain type
    }
    lines.close("xs:element")
  }

  private static func anyValue(_ lines: inout XSDLines) {
    lines.open("xs:complexType", [("name", "anyValue"), ("mixed", "true")])
    lines.annotation(
      "A value whose form no schema tells: its type stands beside it. An object holds members, an array holds values.")
    lines.open("xs:choice")
    lines.leaf(
      "xs:element", [("name", "member"), ("type", "anyMember"), ("minOccurs", "0"), ("maxOccurs", "unbounded")])
    lines.leaf("xs:element", [("name", "value"), ("type", "anyValue"), ("minOccurs", "0"), ("maxOccurs", "unbounded")])
    lines.close("xs:choice")
    lines.open("xs:attribute", [("name", "type"), ("use", "required")])
    let types = ["string", "number", "boolean", "null", "object", "array"]
    lines.restriction(of: "xs:string", types.map { ("enumeration", $0) })
    lines.close("xs:attribute")
    lines.close("xs:complexType")
    lines.gap()
    lines.open("xs:complexType", [("name", "anyMember"), ("mixed", "true")])
    lines.open("xs:complexContent", [("mixed", "true")])
    lines.open("xs:extension", [("base", "anyValue")])
    lines.attribute("name", type: "xs:string")
    lines.close("xs:extension")
    lines.close("xs:complexContent")
    lines.close("xs:complexType")
  }

  private static func holdsAnything(_ members: BodyShape.Members) -> Bool {
    members.isOpen || members.properties.contains { holdsAnything($0.shape) }
  }

  private static func holdsAnything(_ shape: BodyShape) -> Bool {
    switch shape.form {
    case .dynamic: true
    case .object(let members): holdsAnything(members)
    case .array(let each): holdsAnything(each)
    default: false
    }
  }
}
