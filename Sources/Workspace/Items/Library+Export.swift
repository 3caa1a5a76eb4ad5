import ContentModel
import ContentStore
import Formats
import Interchange

/// What an export takes out, and where to.
public struct ExportRequest: Sendable {
  public var format: ExportFormat
  public var selection: Selection
  /// The file, absolute; nil hands the bytes to `sink` of `Library.export` instead.
  public var path: String?
  /// The job's name, or nil.
  public var job: String?
  /// Whether items with an open critical finding go out too.
  public var includesFlawed: Bool
  /// Whether the file is read back before it gets its name.
  public var verifies: Bool

  public init(
    format: ExportFormat, selection: Selection, path: String?, job: String? = nil, includesFlawed: Bool = false,
    verifies: Bool = true
  ) {
    self.format = format
    self.selection = selection
    self.path = path
    self.job = job
    self.includesFlawed = includesFlawed
    self.verifies = verifies
  }
}

/// What an export came to.
public struct ExportOutcome: Hashable, Sendable {
  public var items = 0
  public var bytes = 0
  /// Items left out for an open critical finding, by the end of their uuid.
  public var leftOut: [String] = []
  /// Characters that the format cannot hold.
  public var scrubbed = 0
  public var publishEvent: Int64 = 0
  /// SHA-256 of the bytes.
  public var digest = ""
}

/// Where the bytes of an export go, counted and digested on their way.
private struct ExportDestination: ~Copyable {
  private let file: AtomicFile?
  private let sink: (([UInt8]) throws -> Void)?
  private var digest = SHA256()
  private var bytes = 0

  init(file: AtomicFile?, sink: (([UInt8]) throws -> Void)?) {
    self.file = file
    self.sink = sink
  }

  /// Writes a buffer and empties it.
  mutating func write(_ buffer: inout [UInt8]) throws {
    digest.update(buffer)
    bytes += buffer.count
    if let file { try file.append(buffer) } else { try sink?(buffer) }
    buffer.removeAll(keepingCapacity: true)
  }

  consuming func finish() -> (bytes: Int, digest: String) {
    let bytes = bytes
    return (bytes, SHA256.hexadecimal(digest.finish()))
  }
}

extension Library {
  /// Writes what is active at this moment, in short pages at one publish event: the same state gives the same bytes.
  ///
  /// The file is complete or absent: it is written aside, read back and, for XML, validated, and only then renamed.
  /// Versions that no rule has judged must have been judged before; see `check`.
  public func export(
    _ request: ExportRequest, from store: Store, catalogue: Catalogue, sink: (([UInt8]) throws -> Void)? = nil
  ) async throws -> ExportOutcome {
    var outcome = ExportOutcome()
    let (event, flawed) = try store.read { (try $0.lastEvent(), try $0.versionsWithOpenCriticalFinding()) }
    outcome.publishEvent = event
    let kinds = try kinds.values.sorted { $0.name < $1.name }.map { try KindSchema(name: $0.name, body: $0.bodySchema) }
    let file = try request.path.map { try AtomicFile(path: $0, world: world) }
    var destination = ExportDestination(file: file, sink: sink)
    var page = ExportPage(
      encoder: request.format.encoder(kinds: kinds), selection: request.selection,
      levels: catalogue.sections.mapValues { Array($0.level.utf8) }, flawed: request.includesFlawed ? [] : flawed)
    let header = ExportHeader(publishEvent: event, mode: settings.mode.rawValue)
    page.encoder.begin(header, to: &page.buffer)
    var after: Int64? = 0
    while let from = after {
      let before = page
      (page, after) = try store.read { reader in
        var page = before
        let last = try reader.forEachActive(atEvent: event, after: from, limit: 1000) { row in try page.append(row) }
        return (page, last)
      }
      if page.buffer.count > 1 << 18 { try destination.write(&page.buffer) }
    }
    page.encoder.end(to: &page.buffer)
    try destination.write(&page.buffer)
    outcome.items = page.items
    outcome.leftOut = page.leftOut
    outcome.scrubbed = page.encoder.scrubbed
    (outcome.bytes, outcome.digest) = destination.finish()
    if let file {
      try file.sync()
      if request.verifies {
        try writeExportSchemas()
        try verify(file.temporaryPath, request.format, kinds: kinds, header: header, items: page.items)
      }
      try file.commit()
    }
    return outcome
  }

  /// Reads an export back and compares it with what was written; XML is validated against the kinds' schema as well.
  private func verify(
    _ path: String, _ format: ExportFormat, kinds: [KindSchema], header: ExportHeader, items: Int
  ) throws {
    let name = FilePath.name(of: path)
    if format == .xml {
      try XMLSchema.validate(file: path, schema: location.exportSchema("content-library.xsd"))
      let verified = try ExportVerifier.verify(xml: try XMLDocumentReader(path: path), kinds: kinds)
      return try verified.check(file: name, header: header, items: items)
    }
    var verifier = try ExportVerifier(file: name, format: format, kinds: kinds)
    try FilePath.forEachChunk(of: path) { chunk in try verifier.feed(chunk) }
    try verifier.finish().check(file: name, header: header, items: items)
  }

  /// Writes the schemas of the library's exports where they are missing or no longer fit the kinds.
  public func writeExportSchemas() throws {
    let kinds = try kinds.values.sorted { $0.name < $1.name }.map { try KindSchema(name: $0.name, body: $0.bodySchema) }
    try FilePath.makeFolder(location.exportsFolder + "/schemas")
    let files = [
      (location.exportSchema("content-library.xsd"), Array(SchemaWriter.xsd(kinds: kinds).utf8)),
      (
        location.exportSchema("content-library.schema.json"),
        Array((SchemaWriter.jsonSchema(kinds: kinds).pretty() + "\n").utf8)
      ),
    ]
    for (path, bytes) in files where try FilePath.readIfPresent(path) != bytes {
      try AtomicFile.write(bytes, to: path, world: world)
    }
  }
}
