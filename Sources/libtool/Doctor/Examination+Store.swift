import ContentModel
import ContentStore
import Generation
import Workspace

extension Examination {
  /// How long the look through the store may take: with a rollback journal writers wait meanwhile, and give up after 30 s.
  static let integrityLimit = Duration.seconds(20)

  /// What is in the store, as far as diagnoses are made from it.
  private struct Content {
    var unended: [StoredRun]
    var unknown: [UnknownCalls]
    var volume: StoreVolume
    var rates: [StoredRates?]
    var catalogueDigest: String?
    var isSimulated: Bool
    var models: [CalledModel]
  }

  /// What other diagnoses need of the store.
  struct StoreNews {
    var found: [Diagnosis]
    /// The digest of the catalogue files that the store took in last.
    var catalogueDigest: String?
    /// Those that were called in the last days.
    var models: [CalledModel] = []
  }

  /// For so many days a model that was called counts as one in use.
  static let daysOfUse = 30

  /// The diagnoses of the store and of what is in it.
  ///
  /// - Parameter settings: Nil where they cannot be read.
  func storeDiagnoses(
    at location: LibraryLocation, providers: [ProviderInUse], settings: Settings?
  ) -> StoreNews {
    let path = location.storeFile
    var found: [Diagnosis] = []
    if let free = FileFacts.freeSpace(at: FilePath.folder(of: path)) { found.append(.space(free: free)) }
    if !FilePath.exists(path) {
      // Its first command makes a library's store.
      found.append(Diagnosis(.store, .warning, StoreError.missing(path: path)))
      return StoreNews(found: found + limits(of: providers, []))
    }
    do {
      var facts = StoreFacts(form: try Store.look(at: path) { try $0.form(path: path) })
      facts.isQuick = isQuick
      facts.integrity = try Store.look(at: path) {
        try $0.integrity(quick: isQuick, limit: Self.integrityLimit, uptime: context.world.uptime)
      }
      guard facts.form.isUpToDate else {
        return StoreNews(found: found + Diagnosis.store(facts, isProduction: settings?.mode == .production))
      }
      var content: Content?
      var problem: (any Error)?
      // A damaged store may tell what is wrong with it, and no more.
      do { content = try Store.look(at: path) { try read($0, providers) } } catch { problem = error }
      facts.isSimulated = content?.isSimulated ?? false
      found += Diagnosis.store(facts, isProduction: settings?.mode == .production)
      if let problem { found.append(Diagnosis(.store, .error, problem, mend: "put a backup in its place")) }
      guard let content else { return StoreNews(found: found) }
      let living = try RunLock.living(content.unended, besideStore: path, world: context.world)
      found += Diagnosis.runs(content.unended, living: living, unknown: content.unknown)
      found += limits(of: providers, content.rates)
      let storeBytes = ["", "-journal", "-wal", "-shm"].compactMap { FileFacts.of(path + $0)?.size }.reduce(0, +)
      found += Diagnosis.sizes(
        content.volume, storeBytes: storeBytes, keepDays: settings?.answers.keepDays,
        exportFiles: files(in: location.exportsFolder))
      return StoreNews(found: found, catalogueDigest: content.catalogueDigest, models: content.models)
    } catch {
      found.append(Diagnosis(.store, .error, error, mend: "put a backup in its place"))
      return StoreNews(found: found)
    }
  }

  private func read(_ reader: StoreReader, _ providers: [ProviderInUse]) throws -> Content {
    Content(
      unended: try reader.unendedRuns(), unknown: try reader.unknownCalls(), volume: try reader.volume(),
      rates: try providers.map { provider in
        guard let endpoint = provider.endpoint, let model = provider.model else { return nil }
        return try reader.rates(ofAccount: endpoint.account(model: model))
      },
      catalogueDigest: try reader.fact("catalogue_digest"), isSimulated: try reader.holdsSimulatedText(),
      models: try reader.calledModels(
        since: context.world.now().advanced(byMilliseconds: -Int64(Self.daysOfUse) * 86_400_000)))
  }

  private func limits(of providers: [ProviderInUse], _ rates: [StoredRates?]) -> [Diagnosis] {
    providers.enumerated().flatMap { index, provider in
      Diagnosis.limits(of: provider, index < rates.count ? rates[index] : nil, now: context.world.now())
    }
  }

  /// How many files are in a folder and those below it, and their bytes. Links are not followed.
  private func files(in folder: String) -> (count: Int, bytes: Int) {
    var total = (count: 0, bytes: 0)
    for name in FilePath.names(in: folder) {
      let path = folder + "/" + name
      guard let file = FileFacts.of(path), !file.isLink else { continue }
      if FilePath.isFolder(path) {
        let inner = files(in: path)
        total = (total.count + inner.count, total.bytes + inner.bytes)
      } else {
        total = (total.count + 1, total.bytes + file.size)
      }
    }
    return total
  }
}
