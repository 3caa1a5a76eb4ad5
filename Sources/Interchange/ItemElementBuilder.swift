import ContentModel
import Formats

/// Builds items of the elements of an XML export, one event after another: the way back of `XMLItemEncoder`.
///
/// Keeps the open elements and the item that is being read, no more.
struct ItemElementBuilder: Sendable {
  typealias Attributes = [XMLDocumentReader.Attribute]

  /// The head, as soon as the root element has begun.
  private(set) var header: ExportHeader?

  private let kinds: [String: KindSchema]
  private var item: ExportedItem?
  private var open: [Element] = []
  private var isRootOpen = false

  init(kinds: [KindSchema]) {
    self.kinds = Dictionary(kinds.map { ($0.name, $0) }) { first, _ in first }
  }

  /// An element that has begun and not ended, and what stands in it so far.
  private struct Element: Sendable {
    enum Form: Sendable {
      case scalar(BodyShape.Form)
      case object(BodyShape.Members, empty: [String])
      case array(BodyShape)
      case null
      /// A value that carries its type.
      case typed(String)
    }

    /// The name of the member that it is, or is an element of; nil for an element of an array.
    var member: String?
    /// Whether the member is an array that it is one element of.
    var isRepeated = false
    var form: Form
    var text = ""
    var members: [Member] = []
    var elements: [JSON] = []
  }

  /// A member of an object: one value, or the elements of an array so far.
  private struct Member: Sendable {
    var name: String
    var values: [JSON]
    var isArray: Bool

    var value: JSON { isArray ? .array(values) : values[0] }
  }

  /// An element has begun.
  mutating func started(_ name: String, _ attributes: Attributes) throws(ExportFailure) {
    if !isRootOpen {
      guard name == "library" else { throw ExportFailure("the root element is \(name), library is expected") }
      isRootOpen = true
      header = try Self.header(attributes)
    } else if item == nil {
      guard name == "item" else { throw ExportFailure("element \(name) stands where an item is expected") }
      try startItem(attributes)
    } else {
      open.append(try element(name, attributes))
    }
  }

  /// Text stands in the open element.
  mutating func found(text: String) throws(ExportFailure) {
    guard let last = open.indices.last else { return try checkBlank(text) }
    switch open[last].form {
    case .scalar: open[last].text += text
    case .typed(let type) where type != "object" && type != "array": open[last].text += text
    case .object, .array, .typed, .null: try checkBlank(text)
    }
  }

  /// The open element has ended. Gives the item that ended with it, its body as a value only.
  mutating func ended() throws(ExportFailure) -> (item: ExportedItem, body: JSON)? {
    guard let item, let element = open.popLast() else {
      isRootOpen = false
      return nil
    }
    let value = try value(of: element)
    guard let parent = open.indices.last else {
      self.item = nil
      return (item, value)
    }
    guard let name = element.member else {
      open[parent].elements.append(value)
      return nil
    }
    // The elements of an array stand together, so it is the last member that goes on.
    let last = open[parent].members.count - 1
    if element.isRepeated, last >= 0, open[parent].members[last].isArray, open[parent].members[last].name == name {
      open[parent].members[last].values.append(value)
    } else if open[parent].members.contains(where: { $0.name == name }) {
      throw failure("element \(ElementName.encode(name)) stands twice")
    } else {
      open[parent].members.append(Member(name: name, values: [value], isArray: element.isRepeated))
    }
    return nil
  }

  private static func header(_ attributes: Attributes) throws(ExportFailure) -> ExportHeader {
    func number(_ name: String) throws(ExportFailure) -> Int64 {
      guard let value = attributes.first(where: { $0.name == name }).flatMap({ Int64($0.value) }), value >= 0 else {
        throw ExportFailure("\(name) of the library is not a number")
      }
      return value
    }
    let header = ExportHeader(
      schemaVersion: Int(try number("schemaVersion")), publishEvent: try number("publishEvent"),
      mode: attributes.first { $0.name == "mode" }?.value ?? "")
    try header.check()
    return header
  }

  private mutating func startItem(_ attributes: Attributes) throws(ExportFailure) {
    func text(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    func required(_ name: String) throws(ExportFailure) -> String {
      guard let value = text(name), !value.isEmpty else {
        throw ExportFailure("item \(text("uuid") ?? "without a uuid"): its \(name) is missing")
      }
      return value
    }
    let spelled = try required("uuid")
    guard let uuid = ItemUUID(spelled) else { throw ExportFailure("item \(spelled): its uuid is not a UUID") }
    let kind = try required("kind")
    guard let schema = kinds[kind] else { throw ExportFailure("item \(uuid): kind \(kind) has no schema") }
    guard let version = Int(try required("version")), version > 0 else {
      throw ExportFailure("item \(uuid): its version is not a number from 1")
    }
    let key = Key(
      section: try required("section"), topic: text("topic"), sku: text("sku"), language: try required("language"))
    item = ExportedItem(uuid: uuid, kind: kind, level: text("level") ?? "", key: key, version: version, body: [])
    open = [Element(member: nil, form: .object(schema.members, empty: Self.names(text("empty"))))]
  }

  /// What an element inside an item is, by the shape of the element it stands in.
  private func element(_ name: String, _ attributes: Attributes) throws(ExportFailure) -> Element {
    guard let parent = open.last else { throw failure("element \(name) stands outside of an item") }
    switch parent.form {
    case .object(let members, _):
      if let property = members.properties.first(where: { $0.element == name }) {
        let isNull = attributes.contains { $0.name == "xsi:nil" && $0.value == "true" }
        guard case .array(let each) = property.shape.form, !(isNull && property.shape.isNullable) else {
          return try element(property.name, property.shape, attributes)
        }
        var element = try element(property.name, each, attributes)
        element.isRepeated = true
        return element
      }
      guard members.isOpen, name == "member" else { throw failure("element \(name) is not in the schema") }
      return try element(try memberName(attributes), .dynamic(true), attributes)
    case .array(let each):
      guard name == "value" else { throw failure("element \(name) stands where value is expected") }
      return try element(nil, each, attributes)
    case .typed("object"):
      guard name == "member" else { throw failure("element \(name) stands where member is expected") }
      return try element(try memberName(attributes), .dynamic(true), attributes)
    case .typed("array"):
      guard name == "value" else { throw failure("element \(name) stands where value is expected") }
      return try element(nil, .dynamic(true), attributes)
    case .scalar, .null, .typed: throw failure("element \(name) stands where a text is expected")
    }
  }

  private func memberName(_ attributes: Attributes) throws(ExportFailure) -> String {
    guard let name = attributes.first(where: { $0.name == "name" }) else { throw failure("a member has no name") }
    return name.value
  }

  private func element(
    _ member: String?, _ shape: BodyShape, _ attributes: Attributes
  ) throws(ExportFailure) -> Element {
    func attribute(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    if attribute("xsi:nil") == "true" {
      guard shape.isNullable else { throw failure("\(member ?? "value") is null, which its schema does not allow") }
      return Element(member: member, form: .null)
    }
    switch shape.form {
    case .string, .integer, .number, .boolean: return Element(member: member, form: .scalar(shape.form))
    case .object(let members):
      return Element(member: member, form: .object(members, empty: Self.names(attribute("empty"))))
    case .array(let each): return Element(member: member, form: .array(each))
    case .dynamic:
      guard let type = attribute("type") else { throw failure("\(member ?? "value") does not say its type") }
      return Element(member: member, form: .typed(type))
    }
  }

  private func value(of element: Element) throws(ExportFailure) -> JSON {
    switch element.form {
    case .null: return .null
    case .array: return .array(element.elements)
    case .object(let shape, let empty): return object(element.members, shape, empty)
    case .scalar(.string): return .string(element.text)
    case .scalar(.boolean): return try boolean(element.text)
    case .scalar: return try number(element.text)
    case .typed(let type):
      switch type {
      case "string": return .string(element.text)
      case "number": return try number(element.text)
      case "boolean": return try boolean(element.text)
      case "null": return .null
      case "array": return .array(element.elements)
      case "object": return .object(JSON.Object(element.members.map { ($0.name, $0.value) }))
      default: throw failure("\(type) is no type")
      }
    }
  }

  /// The members in the order of the schema, empty arrays in their places, then the members it does not name.
  private func object(_ members: [Member], _ shape: BodyShape.Members, _ empty: [String]) -> JSON {
    var object = JSON.Object()
    for property in shape.properties {
      if let member = members.first(where: { $0.name == property.name }) {
        object[property.name] = member.value
      } else if empty.contains(property.element) {
        object[property.name] = .array([])
      }
    }
    for member in members where shape.property(named: member.name) == nil { object[member.name] = member.value }
    return .object(object)
  }

  private func number(_ text: String) throws(ExportFailure) -> JSON {
    if !text.isEmpty, text.utf8.count < 19, text.utf8.first != UInt8(ascii: "0"),
      text.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") })
    {
      return .number(text)
    }
    guard let value = try? JSON.parse(text), case .number = value else {
      throw failure("\"\(text)\" is not a number")
    }
    return value
  }

  private func boolean(_ text: String) throws(ExportFailure) -> JSON {
    guard text == "true" || text == "false" else { throw failure("\"\(text)\" is neither true nor false") }
    return .bool(text == "true")
  }

  private func checkBlank(_ text: String) throws(ExportFailure) {
    guard text.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }) else {
      throw failure("text stands where elements are expected")
    }
  }

  private func failure(_ what: String) -> ExportFailure {
    guard let item else { return ExportFailure(what) }
    return ExportFailure("item \(item.uuid): \(what)")
  }

  private static func names(_ list: String?) -> [String] { (list ?? "").split(separator: " ").map { String($0) } }
}
