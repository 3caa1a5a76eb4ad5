import Formats

/// Finds a JSON Schema in a text that describes what an answer shall look like.
enum SpokenSchema {
  /// The first JSON object of the text that is a schema of objects; nil where there is none. Linear in the text for each
  /// line that begins an object.
  static func first(in text: String) -> JSON? {
    guard text.contains("\"properties\"") else { return nil }
    let bytes = Array(text.utf8)
    var atLineStart = true
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "{"), atLineStart || (index > 0 && bytes[index - 1] == UInt8(ascii: " ")) {
        let end = objectEnd(bytes, from: index)
        if let end, let json = try? JSON.parse(Array(bytes[index..<end])), isSchema(json) {  // other braces are prose
          return json
        }
      }
      atLineStart = byte == UInt8(ascii: "\n")
    }
    return nil
  }

  private static func isSchema(_ json: JSON) -> Bool {
    json["properties"]?.object != nil && (json["type"]?.string ?? "object") == "object"
  }

  /// The offset behind the brace that closes the one at `start`, strings passed over; nil where none does.
  static func objectEnd(_ bytes: [UInt8], from start: Int) -> Int? {
    var depth = 0
    var inString = false
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\") where inString: index += 1
      case UInt8(ascii: "\""): inString.toggle()
      case UInt8(ascii: "{") where !inString: depth += 1
      case UInt8(ascii: "}") where !inString:
        depth -= 1
        if depth == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return nil
  }
}
