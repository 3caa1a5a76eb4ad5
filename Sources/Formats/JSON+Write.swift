extension JSON {
  /// The value as compact JSON text, members in their order, numbers as they are spelled.
  public var text: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the value as compact JSON text in UTF-8, members in their order. Linear.
  public func write(to bytes: inout [UInt8]) {
    switch self {
    case .null: JSONWriter.append("null", to: &bytes)
    case .bool(true): JSONWriter.append("true", to: &bytes)
    case .bool(false): JSONWriter.append("false", to: &bytes)
    case .number(let text): bytes.append(contentsOf: text.utf8)
    case .string(let text): JSONWriter.appendString(text, to: &bytes)
    case .array(let elements):
      bytes.append(UInt8(ascii: "["))
      var isFirst = true
      for element in elements {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        element.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let object):
      bytes.append(UInt8(ascii: "{"))
      var isFirst = true
      for member in object.members {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        JSONWriter.appendString(member.name, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        member.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// The value as JSON text for people: a member or an element a line, indented by two spaces, no newline at the end.
  public func pretty() -> String {
    var bytes: [UInt8] = []
    writePretty(to: &bytes, indent: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func writePretty(to bytes: inout [UInt8], indent: Int) {
    func newLine(_ indent: Int) {
      bytes.append(UInt8(ascii: "\n"))
      bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
    }
    switch self {
    case .array(let elements) where !elements.isEmpty:
      bytes.append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        newLine(indent + 2)
        element.writePretty(to: &bytes, indent: indent + 2)
      }
      newLine(indent)
      bytes.append(UInt8(ascii: "]"))
    case .object(let object) where object.count > 0:
      bytes.append(UInt8(ascii: "{"))
      for (index, member) in object.members.enumerated() {
        if index > 0 { bytes.append(UInt8(ascii: ",")) }
        newLine(indent + 2)
        JSONWriter.appendString(member.name, to: &bytes)
        JSONWriter.append(": ", to: &bytes)
        member.value.writePretty(to: &bytes, indent: indent + 2)
      }
      newLine(indent)
      bytes.append(UInt8(ascii: "}"))
    default: write(to: &bytes)
    }
  }
}
