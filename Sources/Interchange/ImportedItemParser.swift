import ContentModel
import Formats

/// Makes items to import of the texts that a file was cut into, and remembers which uuids it has seen.
struct ImportedItemParser: Sendable {
  private let file: String
  private let kind: String?
  private let maximumItemBytes: Int
  /// Whether the head of the file says that all its items come from a rehearsal.
  var isRehearsal = false
  private var lineOfUUID: [ItemUUID: Int] = [:]

  /// The members that an item may have, in the order in which an export writes them.
  static let memberNames = [
    "uuid", "kind", "level", "section", "topic", "sku", "language", "version", "mode", "body", "active", "origin",
  ]

  init(file: String, kind: String?, maximumItemBytes: Int) {
    self.file = file
    self.kind = kind
    self.maximumItemBytes = maximumItemBytes
  }

  /// Reads one item, or says what is wrong with it. A line of blanks is nothing at all; the piece is nil where the item
  /// was too long.
  mutating func read(
    _ piece: UnsafeBufferPointer<UInt8>?, line: Int, column: Int, isLine: Bool, into batch: inout ImportBatch
  ) {
    guard let piece else {
      let limit = "longer than \(maximumItemBytes) bytes"
      return batch.problems.append(
        problem(line, isLine ? "the line is \(limit)" : "the item is \(limit)", hint: "put one item on each line"))
    }
    // A byte-order mark begins the file, or one that was appended to it.
    let bytes = piece.starts(with: [0xEF, 0xBB, 0xBF]) ? UnsafeBufferPointer(rebasing: piece.dropFirst(3)) : piece
    if isLine, bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return }
    let json: JSON
    do {
      json = try JSON.parse(bytes)
    } catch {
      var hint = error.hint
      if isLine, line == 1, bytes.allSatisfy({ $0 == 0x20 || $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "[") }) {
        hint = "put one item on each line, without line ends inside it"
      }
      return batch.problems.append(
        ImportProblem(
          file: file, line: line + error.line - 1, column: error.line == 1 ? column + error.column - 1 : error.column,
          what: "not JSON: \(error.problem)", hint: hint))
    }
    guard case .object(let members) = json else {
      return batch.problems.append(
        problem(
          line, "an item is expected, \(json.article) stands here", hint: #"write an object: {"kind": …, "body": {…}}"#)
      )
    }
    var fields = Fields(file: file, line: line)
    for (name, value) in members.members { fields.take(name, value) }
    if fields.kind == nil, !fields.isSpoilt("kind") { fields.kind = kind }
    fields.checkThatAllAreThere()
    if let uuid = fields.uuid {
      if let first = lineOfUUID[uuid] {
        fields.problems.append(
          problem(
            line, "uuid \(uuid) stands in line \(first) already",
            hint: "give each item a uuid of its own, or leave it out"))
      } else {
        lineOfUUID[uuid] = line
      }
    }
    guard fields.problems.isEmpty, let kind = fields.kind, let section = fields.section,
      let language = fields.language, let body = fields.body
    else {
      batch.problems += fields.problems
      return
    }
    batch.items.append(
      ImportedItem(
        line: line, uuid: fields.uuid, kind: kind,
        key: Key(section: section, topic: fields.topic, sku: fields.sku, language: language), level: fields.level,
        isRehearsal: isRehearsal || fields.isRehearsal, body: body.text,
        digest: SHA256.digest(of: body.canonicalBytes())))
  }

  private func problem(_ line: Int, _ what: String, hint: String? = nil) -> ImportProblem {
    ImportProblem(file: file, line: line, what: what, hint: hint)
  }
}

/// The members of one item while they are read.
private struct Fields {
  let file: String
  let line: Int
  var uuid: ItemUUID?
  var kind: String?
  var level: String?
  var section: String?
  var topic: String?
  var sku: String?
  var language: String?
  var isRehearsal = false
  var body: JSON?
  var problems: [ImportProblem] = []
  /// Members that are there, but wrong, and members that a misspelt name was perhaps meant for.
  private var spoilt: [String] = []

  init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  func isSpoilt(_ name: String) -> Bool { spoilt.contains(name) }

  mutating func take(_ name: String, _ value: JSON) {
    switch name {
    case "uuid":
      if value.isNull { return }
      guard let text = value.string else { return wrong(name, value, "a text") }
      uuid = ItemUUID(text)
      if uuid == nil {
        add("\"uuid\" is not a UUID: \(text)", hint: "leave it out for a new item", of: name)
      }
    case "kind": kind = required(name, value)
    case "section": section = required(name, value)
    case "language": language = required(name, value)
    case "level": level = optional(name, value)
    case "topic": topic = optional(name, value)
    case "sku": sku = optional(name, value)
    case "mode":
      let mode = optional(name, value)
      isRehearsal = mode == "rehearsal"
      if let mode, !ExportHeader.modes.contains(mode) {
        add("\"mode\" is \"\(mode)\", neither production nor rehearsal", of: name)
      }
    case "body":
      if value.object == nil { wrong(name, value, "an object") } else { body = value }
    case "version", "active", "origin": break
    default:
      let nearest = Suggestion.closest(to: name, among: ImportedItemParser.memberNames)
      if let nearest { spoilt.append(nearest) }
      add(
        "unknown member \(JSON.string(name).text)",
        hint: nearest.map { "did you mean `\($0)`?" }
          ?? "an item has \(ImportedItemParser.memberNames.joined(separator: ", "))")
    }
  }

  mutating func checkThatAllAreThere() {
    func isMissing(_ name: String, _ isThere: Bool) -> Bool { !isThere && !isSpoilt(name) }
    if isMissing("kind", kind != nil) {
      add("\"kind\" is missing", hint: "name it in each line, or say --kind KIND")
    }
    if isMissing("section", section != nil) { add("\"section\" is missing") }
    if isMissing("language", language != nil) { add("\"language\" is missing", hint: "a BCP 47 tag such as de") }
    if isMissing("body", body != nil) { add("\"body\" is missing") }
  }

  private mutating func required(_ name: String, _ value: JSON) -> String? {
    guard let text = value.string else {
      wrong(name, value, "a text")
      return nil
    }
    if text.isEmpty {
      add("\"\(name)\" is empty", of: name)
      return nil
    }
    return text
  }

  private mutating func optional(_ name: String, _ value: JSON) -> String? {
    if value.isNull { return nil }
    guard let text = value.string else {
      wrong(name, value, "a text or null")
      return nil
    }
    return text.isEmpty ? nil : text
  }

  private mutating func wrong(_ name: String, _ value: JSON, _ expected: String) {
    add("\"\(name)\" is \(value.article), \(expected) is expected", of: name)
  }

  private mutating func add(_ what: String, hint: String? = nil, of name: String? = nil) {
    if let name { spoilt.append(name) }
    problems.append(ImportProblem(file: file, line: line, what: what, hint: hint))
  }
}
