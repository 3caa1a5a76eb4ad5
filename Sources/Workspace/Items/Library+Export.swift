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
    var digest = SHA256()
    func flush(_ buffer: inout [UInt8]) throws {
      digest.update(buffer)
      outcome.bytes += buffer.count
      if let file { try file.append(buffer) } else { try sink?(buffer) }
      buffer.removeAll(keepingCapacity: true)
    }

    var page = ExportPage(
      encoder: request.format.encoder(kinds: kinds), selection: request.selection,
      levels: catalogue.sections.mapValues { Array($0.level.utf8) }, flawed: request.includesFlawed ? [] : flawed)
    page.encoder.begin(ExportHeader(publishEvent: event, mode: settings.mode.rawValue), to: &page.buffer)
    var after: Int64? = 0
    while let from = after {
      let before = page
      (page, after) = try store.read { reader in
        var page = before
        let last = try reader.forEachActive(atEvent: event, after: from, limit: 1000) { row in try page.append(row) }
        return (page, last)
      }
      if page.buffer.count > 1 << 18 { try flush(&page.buffer) }
    }
    page.encoder.end(to: &page.buffer)
    try flush(&page.buffer)
    outcome.items = page.items
    outcome.leftOut = page.leftOut
    outcome.scrubbed = page.encoder.scrubbed
    outcome.digest = SHA256.hexadecimal(digest.finish())
    if let file {
      try file.sync()
      if request.verifies { try verify(file.temporaryPath, request.format, items: page.items) }
      try file.commit()
    }
    return outcome
  }

  /// Reads an export back, and validates XML against the schema of the library's kinds.
  private func verify(_ path: String, _ format: ExportFormat, items: Int) throws {
    let schemas = location.exportsFolder + "/schemas"
    if format == .xml { try XMLSchema.validate(file: path, schema: schemas + "/content-library.xsd") }
  }

  /// Writes the schemas of the library's exports where they are missing or no longer fit the kinds.
  public func writeExportSchemas() throws {
    let schemas = location.exportsFolder + "/schemas"
    let kinds = try kinds.values.sorted { $0.name < $1.name }.map { try KindSchema(name: $0.name, body: $0.bodySchema) }
    try FilePath.makeFolder(schemas)
    let files = [
      (schemas + "/content-library.xsd", Array(SchemaWriter.xsd(kinds: kinds).utf8)),
      (schemas + "/content-library.schema.json", Array((SchemaWriter.jsonSchema(kinds: kinds).pretty() + "\n").utf8)),
    ]
    for (path, bytes) in files where try FilePath.readIfPresent(path) != bytes {
      try AtomicFile.write(bytes, to: path, world: world)
    }
  }
}
