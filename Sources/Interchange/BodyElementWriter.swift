import Formats

/// A value that does not fit the schema of its kind.
struct Misfit: Error {
  /// The place in the body: `.gaps[0].no`.
  var place = ""
  /// `is a text`.
  var what: String
  /// `a number is expected`.
  var expected: String

  init(_ what: String, _ expected: String) {
    self.what = what
    self.expected = expected
  }

  /// The same misfit, seen from one level up.
  func inside(_ step: String) -> Misfit {
    var outer = self
    outer.place = step + place
    return outer
  }
}

/// Writes the members of a body as XML elements, as `XMLItemEncoder` describes.
struct BodyElementWriter: Sendable {
  /// How many characters were replaced by U+FFFD.
  private(set) var scrubbed = 0

  /// Appends an attribute with a blank before it.
  mutating func attribute(_ name: String, _ value: String, to output: inout [UInt8]) {
    scrubbed += XMLEscape.appendAttribute(name, value, to: &output)
  }

  /// Appends what is left of an object's start tag, and its content. The end tag is the caller's.
  ///
  /// - Parameter depth: How deep the object's own element is indented.
  mutating func content(
    _ members: JSON.Object, _ shape: BodyShape.Members, depth: Int, to output: inout [UInt8]
  ) throws(Misfit) {
    let empty = shape.properties.filter { property in
      guard case .array = property.shape.form else { return false }
      return members[property.name]?.array?.isEmpty == true
    }
    if !empty.isEmpty { attribute("empty", empty.map(\.element).joined(separator: " "), to: &output) }
    output.append(UInt8(ascii: ">"))
    let start = output.count
    for property in shape.properties {
      do throws(Misfit) {
        if let value = members[property.name] {
          try self.property(value, property, depth: depth + 1, to: &output)
        } else if property.isRequired {
          throw Misfit("is missing", "it is required")
        }
      } catch {
        throw error.inside(".\(property.name)")
      }
    }
    for (name, value) in members.members where shape.property(named: name) == nil {
      guard shape.isOpen else { throw Misfit("is there", "no such member is expected").inside(".\(name)") }
      newLine(depth + 1, to: &output)
      dynamic(value, element: "member", name: name, to: &output)
    }
    if output.count > start { newLine(depth, to: &output) }
  }

  private mutating func property(
    _ value: JSON, _ property: BodyShape.Property, depth: Int, to output: inout [UInt8]
  ) throws(Misfit) {
    guard case .array(let each) = property.shape.form, !(value.isNull && property.shape.isNullable) else {
      return try element(value, property.shape, property.element, depth: depth, to: &output)
    }
    guard let elements = value.array else { throw Misfit("is \(value.article)", "an array is expected") }
    for (index, value) in elements.enumerated() {
      do throws(Misfit) {
        try element(value, each, property.element, depth: depth, to: &output)
      } catch {
        throw error.inside("[\(index)]")
      }
    }
  }

  private mutating func element(
    _ value: JSON, _ shape: BodyShape, _ name: String, depth: Int, to output: inout [UInt8]
  ) throws(Misfit) {
    newLine(depth, to: &output)
    if case .dynamic = shape.form { return dynamic(value, element: name, name: nil, to: &output) }
    output.append(UInt8(ascii: "<"))
    output.append(contentsOf: name.utf8)
    if value.isNull, shape.isNullable {
      JSONWriter.append(" xsi:nil=\"true\"/>", to: &output)
      return
    }
    switch (shape.form, value) {
    case (.string, .string(let text)): scalar(text, to: &output)
    case (.boolean, .bool(let value)): scalar(value ? "true" : "false", to: &output)
    case (.number, .number(let text)): scalar(text, to: &output)
    case (.integer, .number(let text)):
      guard let integer = Self.integer(text) else { throw Misfit("is \(text)", "a whole number is expected") }
      scalar(integer, to: &output)
    case (.object(let members), .object(let object)):
      try content(object, members, depth: depth, to: &output)
    case (.array(let each), .array(let elements)):
      output.append(UInt8(ascii: ">"))
      for (index, value) in elements.enumerated() {
        do throws(Misfit) {
          try element(value, each, "value", depth: depth + 1, to: &output)
        } catch {
          throw error.inside("[\(index)]")
        }
      }
      if !elements.isEmpty { newLine(depth, to: &output) }
    default: throw Misfit("is \(value.article)", "\(shape.article) is expected")
    }
    JSONWriter.append("</", to: &output)
    output.append(contentsOf: name.utf8)
    output.append(UInt8(ascii: ">"))
  }

  /// Appends the rest of a start tag and a text.
  private mutating func scalar(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: ">"))
    scrubbed += XMLEscape.appendText(text, to: &output)
  }

  /// Appends a value with its type, on one line: white space would be part of it.
  private mutating func dynamic(_ value: JSON, element: String, name: String?, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "<"))
    output.append(contentsOf: element.utf8)
    if let name { attribute("name", name, to: &output) }
    switch value {
    case .null: attribute("type", "null", to: &output)
    case .bool: attribute("type", "boolean", to: &output)
    case .number: attribute("type", "number", to: &output)
    case .string: attribute("type", "string", to: &output)
    case .array: attribute("type", "array", to: &output)
    case .object: attribute("type", "object", to: &output)
    }
    switch value {
    case .null: scalar("", to: &output)
    case .bool(let value): scalar(value ? "true" : "false", to: &output)
    case .number(let text), .string(let text): scalar(text, to: &output)
    case .array(let elements):
      output.append(UInt8(ascii: ">"))
      for value in elements { dynamic(value, element: "value", name: nil, to: &output) }
    case .object(let object):
      output.append(UInt8(ascii: ">"))
      for (name, value) in object.members { dynamic(value, element: "member", name: name, to: &output) }
    }
    JSONWriter.append("</", to: &output)
    output.append(contentsOf: element.utf8)
    output.append(UInt8(ascii: ">"))
  }

  private func newLine(_ depth: Int, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\n"))
    output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
  }

  /// A number without a fraction, as XML Schema spells an integer; nil where it has one.
  private static func integer(_ text: String) -> String? {
    func isPlain(_ text: String) -> Bool {
      text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    }
    if isPlain(text) { return text }
    let canonical = String(decoding: JSON.number(text).canonicalBytes(), as: UTF8.self)
    return isPlain(canonical) ? canonical : nil
  }
}

extension BodyShape {
  /// What sort of value it is, for a message.
  fileprivate var article: String {
    switch form {
    case .string: "a text"
    case .integer, .number: "a number"
    case .boolean: "true or false"
    case .object: "an object"
    case .array: "an array"
    case .dynamic: "anything"
    }
  }
}
