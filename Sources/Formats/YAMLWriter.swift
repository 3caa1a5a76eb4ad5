/// Writes a JSON value as YAML for people to edit: one member a line, long texts as blocks, everything else on its line.
///
/// What is written is read back by `YAML.parse` as the same value. Source: YAML 1.2.2, chapters 7.3.1 (double-quoted), 8.1.2
/// (literal) and 8.2 (block collections).
public enum YAMLWriter {
  /// The text of a value, with a line end.
  public static func text(of json: JSON) -> String {
    var text = ""
    append(json, indent: 0, to: &text)
    return text
  }

  /// Texts longer than this stand in a block of their own.
  private static let longLine = 60

  private static func append(_ json: JSON, indent: Int, to text: inout String) {
    let margin = String(repeating: " ", count: indent)
    switch json {
    case .object(let object) where !object.members.isEmpty:
      for (name, value) in object.members { appendEntry(margin + key(name) + ":", value, indent: indent, to: &text) }
    case .array(let elements) where !elements.isEmpty:
      for element in elements {
        if case .object(let object) = element, !object.members.isEmpty {
          // The first member stands on the line of the dash, the others below it.
          var block = ""
          append(element, indent: indent + 2, to: &block)
          text += margin + "- " + block.dropFirst(indent + 2)
        } else {
          appendEntry(margin + "-", element, indent: indent, to: &text)
        }
      }
    default: text += margin + scalar(json) + "\n"
    }
  }

  private static func appendEntry(_ head: String, _ value: JSON, indent: Int, to text: inout String) {
    switch value {
    case .object(let object) where !object.members.isEmpty:
      text += head + "\n"
      append(value, indent: indent + 2, to: &text)
    case .array(let elements) where !elements.isEmpty:
      text += head + "\n"
      append(value, indent: indent + 2, to: &text)
    case .string(let string) where fitsBlock(string):
      let margin = String(repeating: " ", count: indent + 2)
      text += head + " |-\n"
      for line in string.split(separator: "\n", omittingEmptySubsequences: false) {
        text += (line.isEmpty ? "" : margin + line) + "\n"
      }
    default: text += head + " " + scalar(value) + "\n"
    }
  }

  /// Whether a text can stand as a literal block, and is better read so: it is long or has lines, ends in none, begins with
  /// no space, and holds nothing that a block cannot say.
  private static func fitsBlock(_ text: String) -> Bool {
    guard text.utf8.count > longLine || text.contains("\n"), let first = text.unicodeScalars.first,
      let last = text.unicodeScalars.last
    else { return false }
    if first == " " || first == "\n" || last == "\n" { return false }
    return text.unicodeScalars.allSatisfy { $0 == "\n" || isPrintable($0) }
  }

  private static func key(_ name: String) -> String {
    let isPlain =
      name.utf8.first.map { $0 | 0x20 >= UInt8(ascii: "a") && $0 | 0x20 <= UInt8(ascii: "z") } ?? false
      && name.utf8.allSatisfy { byte in
        let letter = byte | 0x20
        return letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
          || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      }
    return isPlain ? name : quoted(name)
  }

  private static func scalar(_ json: JSON) -> String {
    switch json {
    case .string(let text): quoted(text)
    // Empty collections, numbers, true, false and null are written alike in both languages.
    default: json.text
    }
  }

  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case _ where isPrintable(scalar): quoted.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16)
        quoted +=
          scalar.value > 0xFFFF
          ? "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
          : "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return quoted + "\""
  }

  /// What YAML lets stand as it is, less the line ends of chapter 5.4 and the byte-order mark.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
