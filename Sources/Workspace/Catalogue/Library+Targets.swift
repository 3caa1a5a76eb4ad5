import ContentModel
import Coverage
import Formats

extension Library {
  /// Sets one row of `library/targets.csv`; the file is replaced as a whole, or left as it is.
  ///
  /// Before anything is written, the changed catalogue is checked: a row that names what is not there, or contradicts
  /// another, is refused. The store is not touched: the next synchronisation takes the change in.
  ///
  /// - Parameter row: Its origin is not read.
  /// - Throws: `CSVError`, `TargetConflict`, `FileFailure`.
  public func setTarget(_ row: TargetRow) throws -> TargetsFile.Edit {
    var files = try catalogueFiles()
    // Against the file as it lies there, so that messages name its lines.
    var catalogue = try Catalogue(rows: CatalogueFiles(files, kinds: traits).rows, kinds: traits)
    func isSame(_ other: TargetRow) -> Bool {
      (other.section, other.topic, other.sku, other.language) == (row.section, row.topic, row.sku, row.language)
    }
    if !catalogue.targets.contains(where: isSame) {
      var added = row
      added.origin = "the new target"
      catalogue.targets.append(added)
      _ = try CellExpansion.cells(of: catalogue)
    }
    var file = TargetsFile(files[TargetsFile.name])
    let edit = try file.set(row)
    if !edit.isChange { return edit }
    // And once more what will be read next time: nothing is written that could not be.
    files[TargetsFile.name] = file.bytes
    _ = try CatalogueFiles(files, kinds: traits)
    try AtomicFile.write(file.bytes, to: location.catalogueFile(TargetsFile.name), world: world)
    return edit
  }
}
