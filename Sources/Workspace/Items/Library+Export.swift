import ContentModel
import ContentStore
import Formats
import Interchange

#if canImport(Glibc)
  import Glibc
#endif

extension Library {
  /// Writes what is active at this moment, in short pages at one publish event: the same state gives the same bytes.
  ///
  /// Versions that no rule has judged are judged first, so that none with a critical finding goes out by accident. The
  /// file is complete or absent: it is written aside, read back and, for XML, validated, and only then renamed. The
  /// export is recorded.
  ///
  /// - Parameter sink: Takes the bytes where the request names no file.
  public func export(
    _ request: ExportRequest, from store: Store, catalogue: Catalogue, sink: (([UInt8]) throws -> Void)? = nil
  ) async throws -> ExportOutcome {
    var outcome = ExportOutcome()
    if let path = request.path {
      if FilePath.isFolder(path) { throw FileFailure(path: path, doing: "write", code: EISDIR) }
      try FilePath.makeFolder(FilePath.folder(of: path))
    }
    if !request.includesFlawed {
      try await check(store, catalogue: catalogue, selection: request.selection, onlyUnchecked: true) {
        outcome.judged += $0.count
      }
    }
    try write(request, from: store, catalogue: catalogue, sink: sink, outcome: &outcome)
    let new = NewExport(
      job: request.job, format: request.format.rawValue, selection: request.selection.description,
      path: request.path ?? "-", publishEvent: outcome.publishEvent, items: outcome.items, digest: outcome.digest)
    outcome.record = try await store.write { try $0.record(new) }
    return outcome
  }

  private func write(
    _ request: ExportRequest, from store: Store, catalogue: Catalogue, sink: (([UInt8]) throws -> Void)?,
    outcome: inout ExportOutcome
  ) throws {
    let (event, flawed) = try store.read { (try $0.lastEvent(), try $0.versionsWithOpenCriticalFinding()) }
    let kinds = try kindSchemas()
    let file = try request.path.map { try AtomicFile(path: $0, world: world) }
    var destination = ExportDestination(file: file, sink: sink)
    let plan = ExportPlan(
      selection: request.selection, levels: catalogue.sections.mapValues { Array($0.level.utf8) },
      flawed: request.includesFlawed ? [] : flawed)
    let header = ExportHeader(publishEvent: event, mode: settings.mode.rawValue)
    var encoder = request.format.encoder(kinds: kinds)
    var edge: [UInt8] = []
    encoder.begin(header, to: &edge)
    try destination.write(edge)
    var after: Int64? = 0
    while let from = after {
      let start = encoder
      let page: ExportPage
      (page, after) = try store.read { reader in
        var page = ExportPage(plan: plan, encoder: start)
        let last = try reader.forEachActive(atEvent: event, after: from, limit: 500) { row in try page.append(row) }
        return (page, last)
      }
      encoder = page.encoder
      outcome.items += page.items
      outcome.leftOut += page.leftOut
      try destination.write(page.bytes)
    }
    edge = []
    encoder.end(to: &edge)
    try destination.write(edge)
    outcome.publishEvent = event
    outcome.scrubbed = encoder.scrubbed
    (outcome.bytes, outcome.digest) = destination.finish()
    guard let file else { return }
    try file.sync()
    if request.verifies {
      let found = try readBack(
        file.temporaryPath, name: FilePath.name(of: file.path), request.format, kinds: kinds,
        judgesBodies: !request.includesFlawed)
      try found.check(file: FilePath.name(of: file.path), header: header, items: outcome.items)
    }
    try file.commit()
  }

  /// Reads an export again, item by item; XML is validated against the kinds' schema as well.
  ///
  /// - Parameters:
  ///   - name: The name to use in errors.
  ///   - judgesBodies: Whether bodies have to fit their kinds' schemas: not those of an export of flawed items too.
  func readBack(
    _ path: String, name: String, _ format: ExportFormat, kinds: [KindSchema], judgesBodies: Bool = true
  ) throws -> VerifiedExport {
    try writeExportSchemas()
    if format == .xml {
      if judgesBodies { try XMLSchema.validate(file: path, schema: location.exportSchema("content-library.xsd")) }
      return try ExportVerifier.verify(
        xml: try XMLDocumentReader(path: path), kinds: kinds, judgesBodies: judgesBodies)
    }
    var verifier = try ExportVerifier(file: name, format: format, kinds: judgesBodies ? kinds : [])
    try FilePath.forEachChunk(of: path) { chunk in try verifier.feed(chunk) }
    return try verifier.finish()
  }

  func kindSchemas() throws -> [KindSchema] {
    try kinds.values.sorted { $0.name < $1.name }.map { try KindSchema(name: $0.name, body: $0.bodySchema) }
  }

  /// Writes the schemas of the library's exports where they are missing or no longer fit the kinds.
  public func writeExportSchemas() throws {
    let kinds = try kindSchemas()
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
