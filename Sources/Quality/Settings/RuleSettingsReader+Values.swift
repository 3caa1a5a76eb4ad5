import ContentModel
import Formats

/// The values of a rule file, each read as what it has to be.
extension RuleSettingsReader {
  static func value(_ node: YAMLNode, _ parameter: RuleParameter) throws(YAMLError) -> JSON {
    switch parameter.form {
    case .count: .integer(try count(node, 0...1_000_000))
    case .percent: .integer(try count(node, 0...100))
    case .flag: .bool(try node.bool())
    case .text: .string(try node.string())
    case .texts: .array(try node.strings().map(JSON.string))
    case .fields: .array(try fields(node).map(JSON.string))
    case .patterns: .array(try patterns(node).map(JSON.string))
    }
  }

  static func count(_ node: YAMLNode, _ range: ClosedRange<Int>) throws(YAMLError) -> Int {
    let number = try node.int()
    guard range.contains(number) else {
      throw node.error(
        "\(number) is not from \(range.lowerBound) to \(range.upperBound)", hint: "write a number in that range")
    }
    return number
  }

  static func severity(_ node: YAMLNode) throws(YAMLError) -> Severity {
    let text = try node.string()
    guard let severity = Severity(rawValue: text) else {
      throw node.error(
        "unknown severity `\(text)`",
        hint: Suggestion.hint(for: text, among: Severity.allCases.map(\.rawValue)) ?? "write critical, warning or info")
    }
    return severity
  }

  /// One path or a list of them.
  private static func fields(_ node: YAMLNode) throws(YAMLError) -> [String] {
    let nodes = elements(node)
    guard !nodes.isEmpty else { throw node.error("the list names no field", hint: "name one, such as `content`") }
    var fields: [String] = []
    for node in nodes {
      let text = try node.string()
      guard FieldPath(text) != nil else {
        throw node.error("`\(text)` is no path of a field", hint: "write it like `content` or `questions[].choices`")
      }
      fields.append(text)
    }
    return fields
  }

  /// One regular expression or a list of them.
  private static func patterns(_ node: YAMLNode) throws(YAMLError) -> [String] {
    var patterns: [String] = []
    for node in elements(node) {
      let text = try node.string()
      do throws(PatternError) { _ = try BoundedPattern(text) } catch {
        throw node.error(
          "the pattern `\(text)` cannot be used: \(error.reason), at its character \(error.position)",
          hint:
            "a character that shall stand for itself is written with a backslash: `\\(`; in single quotes YAML leaves "
            + "backslashes alone")
      }
      patterns.append(text)
    }
    return patterns
  }

  private static func elements(_ node: YAMLNode) -> [YAMLNode] {
    if case .sequence(let elements) = node.content { elements } else { [node] }
  }

  /// Small letters, digits and `_`, beginning with a letter.
  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, 0x61...0x7A ~= first else { return false }
    return text.utf8.allSatisfy { 0x61...0x7A ~= $0 || 0x30...0x39 ~= $0 || $0 == UInt8(ascii: "_") }
  }

  /// Whether a text has the form of a BCP 47 tag: two to eight letters, then parts of one to eight letters or digits.
  static func isLanguageTag(_ text: String) -> Bool {
    let parts = text.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    func isLetter(_ byte: UInt8) -> Bool { 0x61...0x7A ~= byte || 0x41...0x5A ~= byte }
    guard let first = parts.first, (2...8).contains(first.count), first.allSatisfy(isLetter) else { return false }
    return parts.dropFirst().allSatisfy { part in
      (1...8).contains(part.count) && part.allSatisfy { isLetter($0) || 0x30...0x39 ~= $0 }
    }
  }
}
