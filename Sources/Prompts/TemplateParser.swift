import Formats

/// Reads the template language of `Template` and checks every name. Linear in the length of the text.
struct TemplateParser {
  private let bytes: [UInt8]
  private let file: String
  private let names: TemplateNames
  private var position = 0
  private var line = 1
  private var lineStart = 0
  private var open: [OpenSection] = []
  private var nodes: [Template.Node] = []

  /// A section whose closing tag has not come yet, and what stood before it.
  private struct OpenSection {
    var tag: Tag
    var reference: Template.Reference
    var names: TemplateNames
    var before: [Template.Node]
  }

  /// What stands between two pairs of braces, and where.
  private struct Tag {
    /// `#`, `^`, `/`, `!`, or nil for a value.
    var sigil: Character?
    var name: String
    var line: Int
    var column: Int
    var text: String { spelled(name) }
    /// The same tag with another name.
    func spelled(_ name: String) -> String { "{{\(sigil.map(String.init) ?? "")\(name)}}" }
  }

  init(text: String, file: String, names: TemplateNames) {
    var bytes = Array(text.utf8)
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
    bytes.removeAll { $0 == UInt8(ascii: "\r") }
    self.bytes = bytes
    self.file = file
    self.names = names
  }

  mutating func parse() throws(KindError) -> [Template.Node] {
    while position < bytes.count {
      lineStart = position
      let lineEnd = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      try parseLine(until: lineEnd)
      position = min(lineEnd + 1, bytes.count)
      line += 1
    }
    if let section = open.last {
      throw error(section.tag, "\(section.tag.text) is not closed", hint: "add {{/\(section.tag.name)}}")
    }
    return nodes
  }

  private mutating func parseLine(until lineEnd: Int) throws(KindError) {
    let next = min(lineEnd + 1, bytes.count)
    guard let first = braces(UInt8(ascii: "{"), from: position, until: lineEnd) else {
      return append(position..<next)
    }
    let (tag, end) = try tag(at: first, until: lineEnd)
    if tag.sigil != nil, isBlank(position..<first), isBlank(end..<lineEnd) {
      return try take(tag)
    }
    append(position..<first)
    try take(tag)
    position = end
    while let start = braces(UInt8(ascii: "{"), from: position, until: lineEnd) {
      append(position..<start)
      let (tag, end) = try self.tag(at: start, until: lineEnd)
      try take(tag)
      position = end
    }
    append(position..<next)
  }

  /// The tag whose first brace stands at an index, and the index after its last.
  private func tag(at start: Int, until lineEnd: Int) throws(KindError) -> (Tag, end: Int) {
    let column = String(decoding: bytes[lineStart..<start], as: UTF8.self).count + 1
    var tag = Tag(sigil: nil, name: "", line: line, column: column)
    guard let close = braces(UInt8(ascii: "}"), from: start + 2, until: lineEnd) else {
      throw error(tag, "{{ without }} on its line", hint: "write {{name}}")
    }
    var content = String(decoding: bytes[(start + 2)..<close], as: UTF8.self)
    if let sigil = content.first, "#^/!".contains(sigil) {
      tag.sigil = sigil
      content.removeFirst()
    }
    tag.name = content.trimmingSpaces()
    guard tag.sigil == "!" || isName(tag.name) else {
      throw error(
        tag, "\(tag.text) is not part of the template language",
        hint: "use {{name}}, {{#name}}…{{/name}}, {{^name}}…{{/name}}, {{.}} or {{! comment }}")
    }
    return (tag, close + 2)
  }

  private mutating func take(_ tag: Tag) throws(KindError) {
    switch tag.sigil {
    case "!": break
    case "/":
      guard let section = open.popLast() else { throw error(tag, "\(tag.text) closes nothing", hint: "take it out") }
      guard section.tag.name == tag.name else {
        throw error(
          tag, "\(tag.text) would close \(section.tag.text) of line \(section.tag.line)",
          hint: "write {{/\(section.tag.name)}}")
      }
      let node = Template.Node.section(section.reference, inverted: section.tag.sigil == "^", body: nodes)
      nodes = section.before + [node]
    case nil: nodes.append(.value(try resolve(tag).reference))
    default:
      let (reference, found) = try resolve(tag)
      var inside = found
      if case .list(let element) = found { inside = element }
      open.append(OpenSection(tag: tag, reference: reference, names: inside, before: nodes))
      nodes = []
    }
  }

  /// Finds a name in the innermost scope that has its first part.
  private func resolve(_ tag: Tag) throws(KindError) -> (reference: Template.Reference, names: TemplateNames) {
    let scopes = [names] + open.map(\.names)
    if tag.name == "." {
      let inner = scopes[scopes.count - 1]
      return (Template.Reference(depth: 0, path: [], isVerbatim: inner == .verbatim), inner)
    }
    let path = tag.name.split(separator: ".").map(String.init)
    for (depth, scope) in scopes.reversed().enumerated() where scope.member(path[0]) != nil {
      guard let found = scope.member(at: path) else { break }
      return (Template.Reference(depth: depth, path: path, isVerbatim: found == .verbatim), found)
    }
    let known = Set(scopes.flatMap(\.paths)).sorted()
    let hint = Suggestion.closest(to: tag.name, among: known).map { "did you mean `\(tag.spelled($0))`?" }
    throw error(tag, "unknown placeholder \(tag.text)", hint: hint ?? "known here: " + known.joined(separator: ", "))
  }

  private mutating func append(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    let text = String(decoding: bytes[range], as: UTF8.self)
    if case .text(let before)? = nodes.last {
      nodes[nodes.count - 1] = .text(before + text)
    } else {
      nodes.append(.text(text))
    }
  }

  /// Where two of a brace stand side by side.
  private func braces(_ brace: UInt8, from start: Int, until end: Int) -> Int? {
    var index = start
    while index + 1 < end {
      if bytes[index] == brace, bytes[index + 1] == brace { return index }
      index += 1
    }
    return nil
  }

  private func isBlank(_ range: Range<Int>) -> Bool {
    bytes[range].allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// A dot, or names of letters, digits, `_` and `-` with single dots between them.
  private func isName(_ text: String) -> Bool {
    if text == "." { return true }
    let parts = text.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy {
          (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x5F
            || $0 == 0x2D || $0 >= 0x80
        }
    }
  }

  private func error(_ tag: Tag, _ problem: String, hint: String) -> KindError {
    KindError(file: file, line: tag.line, column: tag.column, problem: problem, hint: hint)
  }
}

extension String {
  /// Without the spaces and tabs at both ends.
  func trimmingSpaces() -> String {
    let kept = drop { $0 == " " || $0 == "\t" }
    return String(kept.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}
