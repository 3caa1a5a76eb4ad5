import ContentModel
import ContentStore
import Coverage
import Formats

/// What a synchronisation did.
public struct SyncOutcome: Hashable, Sendable {
  public var change = CatalogueChange()
  /// Items refiled under the new identifier of their section, by that identifier.
  public var renamed: [String: Int] = [:]
  /// Starting items imported.
  public var startingItems = 0
  /// The store's last event.
  public var event: Int64 = 0

  public init() {}
}

extension Library {
  /// Opens the library's store and brings it up to date with the catalogue files, where their contents have changed.
  ///
  /// The first synchronisation of a new store imports the starting items as well.
  public func openStore(actor: String, groupWindow: Int = 0) async throws -> (store: Store, outcome: SyncOutcome) {
    let isNew = !FilePath.exists(location.storeFile)
    var files = try catalogueFiles()
    let digest = catalogueDigest(files)
    // The rows are checked before a store is made: a bad file leaves nothing behind.
    let read = isNew ? try CatalogueFiles(files, kinds: traits) : nil
    if let read { try check(read.rows) }
    let store = try Store.open(
      path: location.storeFile, create: true, actor: actor, world: world, groupWindow: groupWindow)
    let (stored, event, isSimulated) = try store.read {
      (try $0.fact("catalogue_digest"), try $0.lastEvent(), try $0.holdsSimulatedText())
    }
    if isSimulated, settings.mode != .rehearsal { throw RehearsedStore(path: location.storeFile) }
    var outcome = SyncOutcome()
    outcome.event = event
    if stored == digest { return (store, outcome) }
    // Read again where another process made the store meanwhile.
    files = try catalogueFiles()
    outcome = try await synchronise(store, try read ?? CatalogueFiles(files, kinds: traits), digest: digest)
    return (store, outcome)
  }

  private func synchronise(_ store: Store, _ files: CatalogueFiles, digest: String) async throws -> SyncOutcome {
    try check(files.rows)
    let items = try startingItems()
    return try await store.write { [self] transaction in
      var outcome = SyncOutcome()
      let isFirst = try transaction.fact("catalogue_digest") == nil
      outcome.change = try transaction.synchronise(files.rows, reason: "catalogue files")
      for (former, section) in files.renamedSections.sorted(by: { $0.key < $1.key }) {
        let moved = try transaction.renameSection(from: former, to: section)
        if moved > 0 { outcome.renamed[section, default: 0] += moved }
      }
      if isFirst {
        let catalogue = try Catalogue(rows: files.rows, kinds: traits)
        var importer = ItemImporter(library: self, catalogue: catalogue, hold: false, reason: "starting items")
        for (file, bytes) in items { try importer.add(file: file, bytes: bytes, to: transaction) }
        outcome.startingItems = try importer.finish().added
      }
      try transaction.setFact("catalogue_digest", digest)
      outcome.event = try transaction.lastEvent()
      return outcome
    }
  }

  /// Targets that contradict each other are found before anything is stored.
  private func check(_ rows: [CatalogueRow]) throws {
    _ = try CellExpansion.cells(of: try Catalogue(rows: rows, kinds: traits))
  }

  /// The bytes of the catalogue's files by name; those that are not there are left out.
  func catalogueFiles() throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for name in CatalogueFiles.names { files[name] = try FilePath.readIfPresent(location.catalogueFile(name)) }
    if files["sections.csv"] == nil {
      throw FileFailure(path: location.catalogueFile("sections.csv"), doing: "read", code: 2)
    }
    return files
  }

  /// The kinds count too: which topics apply, and which languages, follows from them.
  private func catalogueDigest(_ files: [String: [UInt8]]) -> String {
    var bytes: [UInt8] = []
    for name in CatalogueFiles.names {
      bytes += Array("\(name) \(files[name]?.count ?? -1)\n".utf8) + (files[name] ?? [])
    }
    for kind in traits.values.sorted(by: { $0.name < $1.name }) {
      bytes += Array("\(kind.name) \(kind.dimensions.map(\.rawValue).sorted()) \(kind.languages)\n".utf8)
    }
    return SHA256.hexadecimal(of: bytes)
  }

  private func startingItems() throws -> [(file: String, bytes: [UInt8])] {
    var items: [(String, [UInt8])] = []
    for name in FilePath.names(in: location.itemsFolder) where name.hasSuffix(".jsonl") {
      items.append(("library/items/\(name)", try FilePath.read(location.itemsFolder + "/" + name)))
    }
    return items
  }
}

extension Library {
  /// Reads and checks the catalogue files as a synchronisation would, and changes nothing.
  ///
  /// - Returns: The catalogue that they hold, and their digest: the store's fact `catalogue_digest` once it has taken them in.
  /// - Throws: `CSVError`, `TargetConflict`, `FileFailure`.
  public func checkCatalogue() throws -> (catalogue: Catalogue, digest: String) {
    let files = try catalogueFiles()
    let rows = try CatalogueFiles(files, kinds: traits).rows
    try check(rows)
    return (try Catalogue(rows: rows, kinds: traits), catalogueDigest(files))
  }

  /// The catalogue as it is in the store: now, or after an event.
  public func catalogue(in store: Store) throws -> Catalogue {
    try store.read { try Catalogue(rows: $0.catalogueRows(), kinds: traits) }
  }
}
