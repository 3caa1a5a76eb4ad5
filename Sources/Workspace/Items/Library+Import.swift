import ContentModel
import ContentStore
import Formats
import Interchange

#if canImport(Glibc)
  import Glibc
#endif

extension Library {
  /// Imports items from files, all of them or none: one transaction, one publish event.
  ///
  /// Each file is JSON Lines or a JSON export. Read in pieces: the memory does not grow with the files, but for 40 bytes a
  /// uuid.
  ///
  /// - Parameters:
  ///   - files: The path `-` is standard input.
  ///   - kind: The kind of items that name none.
  ///   - hold: Whether the items wait for a person instead of becoming active.
  /// - Throws: `ImportRefused` with every bad line of every file.
  public func importItems(
    _ files: [ImportFile], kind: String?, hold: Bool, into store: Store, catalogue: Catalogue
  ) async throws -> ImportOutcome {
    if let kind, kinds[kind] == nil { throw KindNotInUse(kind: kind, known: kinds.keys.sorted()) }
    let spooled = try spooledInputs(files)
    return try await store.write { [self] transaction in
      var importer = ItemImporter(
        library: self, catalogue: catalogue, hold: hold,
        reason: "import of " + files.map(\.title).joined(separator: ", "))
      let pipe = ImportPipe { put in
        for file in files {
          var reader = ItemLineReader(file: file.name, kind: kind)
          func feed(_ chunk: [UInt8]) throws { try put(.init(batch: reader.feed(chunk), file: file.name)) }
          if let input = spooled[file.path] {
            try input.forEachChunk(feed)
          } else {
            try FilePath.forEachChunk(of: file.path, feed)
          }
          try put(.init(batch: reader.finish(), file: file.name))
        }
      }
      defer { pipe.cancel() }
      while let piece = try pipe.next() { try importer.add(piece.batch, file: piece.file, to: transaction) }
      return try importer.finish()
    }
  }

  /// What standard input, pipes and the like bring, read to their ends, by path. Files wait where they are.
  private func spooledInputs(_ files: [ImportFile]) throws -> [String: SpooledInput] {
    var inputs: [String: SpooledInput] = [:]
    let folder = FilePath.folder(of: location.storeFile)
    for file in files where inputs[file.path] == nil {
      if file.path == "-" {
        inputs["-"] = try SpooledInput(reading: STDIN_FILENO, name: file.title, folder: folder, world: world)
        continue
      }
      if FilePath.isFolder(file.path) { throw FileFailure(path: file.name, doing: "read", code: EISDIR) }
      if FilePath.isPlainFile(file.path) { continue }
      inputs[file.path] = try SpooledInput(file, folder: folder, world: world)
    }
    return inputs
  }
}

/// A kind that the settings do not name.
public struct KindNotInUse: Failure, Hashable {
  public var kind: String
  public var known: [String]

  public var message: String { "`\(kind)` is no kind in use" }
  public var hint: String? {
    Suggestion.hint(for: kind, among: known) ?? "kinds in use: \(known.joined(separator: ", "))"
  }
  public var exitCode: ExitCode { .usage }
}
