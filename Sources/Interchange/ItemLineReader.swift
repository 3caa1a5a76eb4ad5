import ContentModel
import Formats

/// Reads items to import: JSON Lines as exported, or a whole JSON export document.
///
/// Feed it a file piece by piece, in pieces of any length; each call gives what ended in its piece. Every line is
/// read, whatever is wrong with others, so that a person sees all problems at once. It keeps one unfinished item and
/// the uuids seen so far (about 40 bytes each).
///
/// In JSON Lines each line is an object with `kind`, `section`, `language` and `body`, and optionally `uuid`, `topic`
/// and `sku`; `level`, `version`, `mode`, `active` and `origin` may stand there because exports and lists have them.
/// Blank lines are skipped. Which of the two forms a file has shows in the names of its first members.
public struct ItemLineReader: Sendable {
  private enum Form { case lines, document, otherEncoding }

  private let file: String
  private var form: Form?
  /// The bytes read before the form was clear.
  private var head: [UInt8] = []
  private var lines: LineSplitter
  private var document: DocumentSplitter
  private var parser: ImportedItemParser

  /// How many bytes may be read before it is clear which form a file has.
  private static let headLimit = 1 << 16

  /// - Parameters:
  ///   - file: The name to use in problems.
  ///   - kind: The kind of items that name none.
  ///   - maximumItemBytes: The length of the longest item; a longer one is a problem.
  public init(file: String, kind: String? = nil, maximumItemBytes: Int = 16 << 20) {
    self.file = file
    lines = LineSplitter(limit: maximumItemBytes)
    document = DocumentSplitter(limit: maximumItemBytes)
    parser = ImportedItemParser(file: file, kind: kind, maximumItemBytes: maximumItemBytes)
  }

  /// Takes the next bytes of the file.
  public mutating func feed(_ chunk: [UInt8]) -> ImportBatch { chunk.withUnsafeBufferPointer { feed($0) } }

  /// Takes the next bytes of the file from memory that the caller keeps alive during the call.
  public mutating func feed(_ chunk: UnsafeBufferPointer<UInt8>) -> ImportBatch {
    if let form { return split(chunk, as: form) }
    head.append(contentsOf: chunk)
    guard let form = Self.form(of: head) ?? (head.count > Self.headLimit ? .lines : nil) else { return ImportBatch() }
    return start(as: form)
  }

  /// Ends the file. Gives the last line, and what is wrong with the file as a whole.
  public mutating func finish() -> ImportBatch {
    var batch = form == nil ? start(as: .lines) : ImportBatch()
    switch form {
    case .lines: Self.finish(&lines, &parser, &batch)
    case .document: finishDocument(&batch)
    case .otherEncoding, nil: break
    }
    return batch
  }

  private mutating func start(as found: Form) -> ImportBatch {
    form = found
    let bytes = head
    head = []
    var batch = bytes.withUnsafeBufferPointer { split($0, as: found) }
    if found == .otherEncoding {
      batch.problems.append(
        ImportProblem(
          file: file, line: 1, what: "the file is UTF-16, UTF-8 is expected", hint: "save it as UTF-8"))
    }
    return batch
  }

  private mutating func split(_ chunk: UnsafeBufferPointer<UInt8>, as form: Form) -> ImportBatch {
    var batch = ImportBatch()
    switch form {
    case .lines: Self.split(chunk, &lines, &parser, &batch)
    case .document:
      var index = 0
      while index < chunk.count {
        let hadItems = document.hasItems
        Self.split(chunk, from: &index, &document, &parser, &batch)
        if document.hasItems, !hadItems { parser.isRehearsal = Self.saysRehearsal(document.outer) }
      }
    case .otherEncoding: break
    }
    return batch
  }

  private mutating func finishDocument(_ batch: inout ImportBatch) {
    func add(_ what: String, line: Int, column: Int? = nil, hint: String? = nil) {
      batch.problems.append(ImportProblem(file: file, line: line, column: column, what: what, hint: hint))
    }
    if document.isInList {
      let hint = "the file is cut off: export it again"
      return add("the document ends before its list of items does", line: document.lastLine, hint: hint)
    }
    if document.isOuterTooLong { return add("what stands around the items is too long", line: 1) }
    do {
      let json = try JSON.parse(document.outer)
      guard document.hasItems else { return add("the document has no list \"items\"", line: 1) }
      let header = try ExportHeader(json: json)
      if header.isRehearsal, !parser.isRehearsal { add("\"mode\" stands after the items, not before them", line: 1) }
    } catch let error as JSONError {
      let place = document.place(ofOuter: (error.line, error.column))
      add("not JSON: \(error.problem)", line: place.line, column: place.column)
    } catch let failure as ExportFailure {
      add(failure.message, line: 1, hint: failure.hint)
    } catch {
      add("\(error)", line: 1)
    }
  }

  /// Whether the head of a document, up to its list of items, names the mode `rehearsal`.
  private static func saysRehearsal(_ head: [UInt8]) -> Bool {
    // A head that is not JSON is a problem at the end of the file; here it says nothing.
    (try? JSON.parse(head + Array("]}".utf8)))?["mode"] == "rehearsal"
  }
}

// Static, with each part of the reader as a parameter of its own: two parts of one value are changed at once.
extension ItemLineReader {
  private static func split(
    _ chunk: UnsafeBufferPointer<UInt8>, _ lines: inout LineSplitter, _ parser: inout ImportedItemParser,
    _ batch: inout ImportBatch
  ) {
    lines.feed(chunk) { line, bytes in parser.read(bytes, line: line, column: 1, isLine: true, into: &batch) }
  }

  private static func split(
    _ chunk: UnsafeBufferPointer<UInt8>, from index: inout Int, _ document: inout DocumentSplitter,
    _ parser: inout ImportedItemParser, _ batch: inout ImportBatch
  ) {
    document.feed(chunk, from: &index) { line, column, bytes in
      parser.read(bytes, line: line, column: column, isLine: false, into: &batch)
    }
  }

  private static func finish(
    _ lines: inout LineSplitter, _ parser: inout ImportedItemParser, _ batch: inout ImportBatch
  ) {
    lines.finish { line, bytes in parser.read(bytes, line: line, column: 1, isLine: true, into: &batch) }
  }
}

extension ItemLineReader {
  /// The form that the beginning of a file shows, or nil where it is too short to tell.
  private static func form(of head: [UInt8]) -> Form? {
    if head.count >= 2, head[0] == 0xFF && head[1] == 0xFE || head[0] == 0xFE && head[1] == 0xFF {
      return .otherEncoding
    }
    var index = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    func skipSpace() { while index < head.count, head[index] <= 0x20 { index += 1 } }
    /// A string without escapes; nil where there is none. Leaves `index` at the end where the text is too short.
    func string() -> ArraySlice<UInt8>? {
      guard index < head.count, head[index] == UInt8(ascii: "\"") else { return nil }
      let start = index + 1
      index = head[start...].firstIndex(of: UInt8(ascii: "\"")) ?? head.count
      guard index < head.count else { return nil }
      index += 1
      return head[start..<(index - 1)]
    }
    func take(_ byte: UInt8) -> Bool {
      skipSpace()
      guard index < head.count, head[index] == byte else { return false }
      index += 1
      skipSpace()
      return true
    }
    /// What to say where something is not there: too early to tell, or no document.
    func otherwise() -> Form? { index < head.count ? .lines : nil }

    guard take(UInt8(ascii: "{")) else { return otherwise() }
    while true {
      guard let name = string() else { return otherwise() }
      if ["schema_version", "publish_event", "items"].contains(where: { name.elementsEqual($0.utf8) }) {
        return .document
      }
      // Both forms may begin with `mode`.
      guard name.elementsEqual("mode".utf8) else { return .lines }
      guard take(UInt8(ascii: ":")), string() != nil, take(UInt8(ascii: ",")) else { return otherwise() }
    }
  }
}
