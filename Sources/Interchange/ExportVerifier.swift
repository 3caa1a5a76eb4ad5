import ContentModel
import Formats

/// Reads an export again and checks it: its head, and that each item is whole, its body fits its kind and its uuid is
/// its own. It stops at the first fault. Memory: one item and 40 bytes for each uuid.
///
/// For JSON and JSON Lines, feed it the file piece by piece. XML has its own reader of files: use `verify(xml:kinds:)`,
/// and `XMLSchema.validate` besides.
public struct ExportVerifier: ~Copyable {
  private let file: String
  private let format: ExportFormat
  private var lines: LineSplitter
  private var document: DocumentSplitter
  private var items: ItemParser

  /// - Parameters:
  ///   - file: The name to use in errors.
  ///   - format: `json` or `jsonl`; traps on `xml`.
  ///   - kinds: The kinds whose bodies are checked by their schema.
  ///   - maximumItemBytes: The length of the longest item.
  public init(
    file: String, format: ExportFormat, kinds: [KindSchema], maximumItemBytes: Int = 64 << 20
  ) throws(ExportFailure) {
    precondition(format != .xml, "an XML export is verified by verify(xml:kinds:)")
    self.file = file
    self.format = format
    lines = LineSplitter(limit: maximumItemBytes)
    document = DocumentSplitter(limit: maximumItemBytes)
    items = ItemParser(file: file, tally: try ItemTally(kinds: kinds))
  }

  /// Takes the next bytes of the file.
  public mutating func feed(_ chunk: UnsafeBufferPointer<UInt8>) throws(ExportFailure) {
    if format == .jsonl {
      Self.feed(chunk, &lines, &items)
    } else {
      var index = 0
      while index < chunk.count { Self.feed(chunk, from: &index, &document, &items) }
    }
    if let fault = items.fault { throw fault }
  }

  /// Takes the next bytes of the file.
  public mutating func feed(_ chunk: [UInt8]) throws(ExportFailure) {
    let fault: ExportFailure? = chunk.withUnsafeBufferPointer { chunk in
      do throws(ExportFailure) {
        try feed(chunk)
        return nil
      } catch {
        return error
      }
    }
    if let fault { throw fault }
  }

  /// Ends the file, and says what it holds.
  public consuming func finish() throws(ExportFailure) -> VerifiedExport {
    guard format == .json else {
      Self.finish(&lines, &items)
      if let fault = items.fault { throw fault }
      return items.verified(header: nil)
    }
    guard document.hasItems, !document.isInList, !document.isOuterTooLong else {
      throw ExportFailure("\(file):\(document.lastLine): the export is not complete")
    }
    let json: JSON
    do {
      json = try JSON.parse(document.outer)
    } catch {
      throw ExportFailure(
        "\(file):\(document.place(ofOuter: (error.line, error.column)).line): not JSON: \(error.problem)")
    }
    do throws(ExportFailure) {
      return items.verified(header: try ExportHeader(json: json))
    } catch {
      throw ExportFailure("\(file):1: \(error.message)", hint: error.hint)
    }
  }

  /// Reads an XML export again.
  ///
  /// - Parameters:
  ///   - document: The export, not yet begun.
  ///   - kinds: All kinds that occur: XML cannot be read without them.
  ///   - judgesBodies: Whether bodies are checked by their kinds' schemas.
  public static func verify(
    xml document: consuming XMLDocumentReader, kinds: [KindSchema], judgesBodies: Bool = true
  ) throws(ExportFailure) -> VerifiedExport {
    let file = document.file
    var tally = try ItemTally(kinds: judgesBodies ? kinds : [])
    var reader = XMLItemReader(document, kinds: kinds)
    while let (item, body) = try reader.nextWithBody() {
      do throws(ExportFailure) {
        try tally.take(item, body: body)
      } catch {
        throw ExportFailure("\(file): \(error.message)", hint: error.hint)
      }
    }
    guard let header = reader.header else { throw ExportFailure("\(file): the export has no head") }
    let count = tally.count
    return VerifiedExport(header: header, mode: header.mode, items: count, digest: tally.finish())
  }

  // Static, with each part as a parameter of its own: two parts of one value are changed at once.
  private static func feed(
    _ chunk: UnsafeBufferPointer<UInt8>, _ lines: inout LineSplitter, _ items: inout ItemParser
  ) {
    lines.feed(chunk) { line, bytes in items.read(bytes, line: line) }
  }

  private static func finish(_ lines: inout LineSplitter, _ items: inout ItemParser) {
    lines.finish { line, bytes in items.read(bytes, line: line) }
  }

  private static func feed(
    _ chunk: UnsafeBufferPointer<UInt8>, from index: inout Int, _ document: inout DocumentSplitter,
    _ items: inout ItemParser
  ) {
    document.feed(chunk, from: &index) { line, _, bytes in items.read(bytes, line: line) }
  }
}

/// Reads the items of a JSON export back, up to the first fault.
private struct ItemParser: ~Copyable {
  private let file: String
  private var tally: ItemTally
  /// The mode that the lines name.
  private var mode: String?
  private(set) var fault: ExportFailure?

  init(file: String, tally: consuming ItemTally) {
    self.file = file
    self.tally = tally
  }

  mutating func read(_ bytes: UnsafeBufferPointer<UInt8>?, line: Int) {
    guard fault == nil else { return }
    do throws(ExportFailure) {
      guard let bytes else { throw ExportFailure("the item is too long") }
      try read(bytes)
    } catch {
      fault = ExportFailure("\(file):\(line): \(error.message)", hint: error.hint)
    }
  }

  private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>) throws(ExportFailure) {
    let json: JSON
    do {
      json = try JSON.parse(bytes)
    } catch {
      throw ExportFailure("not JSON: \(error.problem)")
    }
    func text(_ name: String) throws(ExportFailure) -> String {
      guard let value = json[name]?.string else { throw ExportFailure("\"\(name)\" is not a text") }
      return value
    }
    func optional(_ name: String) throws(ExportFailure) -> String? {
      guard let value = json[name] else { throw ExportFailure("\"\(name)\" is missing") }
      return value.isNull ? nil : try text(name)
    }
    let spelled = try text("uuid")
    guard let uuid = ItemUUID(spelled) else { throw ExportFailure("\"uuid\" is not a UUID: \(spelled)") }
    guard let version = json["version"]?.integer, version > 0 else {
      throw ExportFailure("\"version\" is not a number from 1")
    }
    guard let body = json["body"], body.object != nil else { throw ExportFailure("\"body\" is not an object") }
    let mode = try json["mode"].map { _ throws(ExportFailure) in try text("mode") } ?? "production"
    if let first = self.mode, first != mode { throw ExportFailure("\"mode\" is \(mode), in the first line \(first)") }
    self.mode = mode
    let key = Key(
      section: try text("section"), topic: try optional("topic"), sku: try optional("sku"),
      language: try text("language"))
    let item = ExportedItem(
      uuid: uuid, kind: try text("kind"), level: try text("level"), key: key, version: version, body: [])
    try tally.take(item, body: body)
  }

  consuming func verified(header: ExportHeader?) -> VerifiedExport {
    let mode = header?.mode ?? mode ?? "production"
    let count = tally.count
    return VerifiedExport(header: header, mode: mode, items: count, digest: tally.finish())
  }
}
