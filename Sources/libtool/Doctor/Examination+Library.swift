import ContentModel
import Coverage
import Formats
import Prompts
import Providers
import Workspace

extension Examination {
  func promptDiagnoses(of library: Library, _ problems: [Library.KindProblem]) -> [Diagnosis] {
    let isRehearsal = library.settings.mode == .rehearsal
    let kinds = library.settings.kinds.map { override in
      var facts = KindFacts(name: override.name)
      facts.problem = problems.first { $0.kind == override.name }?.error
      guard let kind = library.kinds[override.name] else { return facts }
      facts.schemaVersion = kind.schemaVersion
      do { _ = try library.pipeline(for: override.name) } catch { facts.rulesProblem = error }
      guard isRehearsal else { return facts }
      do {
        _ = try SimulatedMaterial(
          kind: override.name, files: try library.kindFiles(override.name, subfolder: "simulated"))
      } catch {
        facts.materialProblem = error
      }
      return facts
    }
    let folder = library.location.root + "/prompts"
    let used = Set(kinds.map(\.name))
    let unused = FilePath.names(in: folder).filter { !used.contains($0) && FilePath.isFolder("\(folder)/\($0)") }
    let rules = Set((kinds.map(\.name) + unused).map { "\($0).yaml" })
    let unusedRules = FilePath.names(in: library.location.root + "/library/rules").filter { !rules.contains($0) }
    return Diagnosis.prompts(
      kinds, unused: unused, unusedRules: unusedRules.sorted(), simulates: library.settings.provider == "simulated")
  }

  func catalogueDiagnoses(of library: Library, hasAllKinds: Bool, storedDigest: String?) -> [Diagnosis] {
    if !hasAllKinds {
      return [Diagnosis(.catalogue, .info, "not looked at: which rows are right hangs on all kinds")]
    }
    do {
      let (catalogue, digest) = try library.checkCatalogue()
      return Diagnosis.catalogue(
        CatalogueFacts(
          sections: catalogue.sections.count, topics: catalogue.topics.count, skus: catalogue.skus.count,
          targets: catalogue.targets.count, isSynchronised: storedDigest.map { $0 == digest }))
        + ruleLevelDiagnoses(of: library, catalogue)
    } catch {
      return [Diagnosis(.catalogue, .error, error, mend: "mend the row: no command works until then")]
    }
  }

  /// Rules that cannot be read are told of elsewhere, and name no levels.
  private func ruleLevelDiagnoses(of library: Library, _ catalogue: Catalogue) -> [Diagnosis] {
    library.settings.kinds.map(\.name).flatMap { kind in
      let levels = (try? library.pipeline(for: kind))?.levels ?? []
      let sections = Set(catalogue.sections.values.filter { $0.kind == kind }.map(\.level)).subtracting([""])
      return Diagnosis.ruleLevels(levels, ofKind: kind, sections: sections)
    }
  }

  /// - Parameter jobs: Exports by name, each with its file.
  func permissions(of location: LibraryLocation, jobs: [ExportJob]) -> [Diagnosis] {
    let store = ["", "-journal", "-wal", "-shm"].compactMap { FileFacts.of(location.storeFile + $0) }
    let files = CatalogueFiles.names.compactMap { FileFacts.of(location.catalogueFile($0)) }
    let outputs = jobs.map { FilePath.folder(of: FilePath.absolute($0.output, from: location.root)) }
    var folders: [FileFacts] = []
    for path in [FilePath.folder(of: location.storeFile), location.exportsFolder] + outputs {
      guard let folder = FileFacts.nearestFolder(path), !folders.contains(folder) else { continue }
      folders.append(folder)
    }
    return Diagnosis.permissions(
      root: location.root, privateFiles: store, settings: FileFacts.of(location.settingsFile), readable: files,
      folders: folders)
  }
}
