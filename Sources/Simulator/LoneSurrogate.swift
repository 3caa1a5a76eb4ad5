import Formats

/// Puts half of a surrogate pair, `\ud83d`, into a text of an answer, which no writer of JSON would write.
///
/// First a marker goes into the text, then the bytes of the marker are replaced. Texts that are words of a format, not of an
/// author (`status`, `slot`), are left alone: half a character in these would be another fault.
enum LoneSurrogate {
  /// Stands where the half will; nothing else uses it (private use area).
  static let marker: Character = "\u{E5A1}"
  private static let formatWords: Set<String> = ["status", "slot"]

  /// A text with the marker: in JSON at the beginning of the longest text in it, else at the beginning.
  static func marked(_ text: String) -> String {
    // What is no JSON is prose, or an answer that was cut off.
    guard let json = try? JSON.parse(text), json.object != nil else { return String(marker) + text }
    return marked(json).text
  }

  /// A value with the marker at the beginning of its longest text; without any text it stays as it is.
  static func marked(_ json: JSON) -> JSON {
    var longest: (path: JSONPath, length: Int)?
    func look(_ json: JSON, _ path: JSONPath) {
      switch json {
      case .string(let text):
        if text.utf8.count > longest?.length ?? -1 { longest = (path, text.utf8.count) }
      case .array(let elements): for (index, element) in elements.enumerated() { look(element, path.appending(index)) }
      case .object(let object):
        for (name, value) in object.members where !formatWords.contains(name) { look(value, path.appending(name)) }
      default: break
      }
    }
    look(json, JSONPath())
    return longest.map { marking(json, $0.path.steps[...]) } ?? json
  }

  private static func marking(_ json: JSON, _ steps: ArraySlice<JSONPath.Step>) -> JSON {
    switch (json, steps.first) {
    case (.string(let text), nil): return .string(String(marker) + text)
    case (.array(var elements), .index(let index)?):
      elements[index] = marking(elements[index], steps.dropFirst())
      return .array(elements)
    case (.object(var object), .name(let name)?):
      object[name] = object[name].map { marking($0, steps.dropFirst()) }
      return .object(object)
    default: return json
    }
  }

  /// The bytes with half of a surrogate pair in the place of the marker.
  static func halved(_ bytes: [UInt8]) -> [UInt8] {
    let marker = Array(String(Self.marker).utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 8)
    var index = 0
    while index < bytes.count {
      if bytes[index] == marker[0], bytes[index...].starts(with: marker) {
        result += Array("\\ud83d".utf8)
        index += marker.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }
}
