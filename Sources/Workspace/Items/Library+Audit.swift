import ContentModel
import ContentStore
import Quality
import World

/// A random sample of a run, with its items.
public struct Audit: Sendable {
  public var sample: AuditSample
  public var items: [AuditedItem]
}

extension AuditSample {
  /// How sure the share of good items is; nil while none is judged.
  public var interval: WilsonInterval? { WilsonInterval(hits: good, of: judged, from: population) }
}

extension Library {
  /// How many items a sample has unless somebody says otherwise.
  public static let usualSampleSize = 50

  /// The newest sample of a run, with its items; drawn now where there is none yet, or where another is wanted.
  ///
  /// - Parameters:
  ///   - run: The row of the run.
  ///   - size: How many items; nil for the usual number, or for that of the sample that there is.
  ///   - seed: 0 or more; nil for a random one, or for that of the sample that there is.
  ///   - isNew: Whether another one is drawn although there is one.
  /// - Returns: The sample, and whether it was drawn now.
  /// - Throws: `AuditConflict` where there is one of another size, or where nothing was accepted.
  public func sample(
    run: Int64, size: Int?, seed: Int64?, isNew: Bool, in store: Store
  ) async throws -> (audit: Audit, isDrawn: Bool) {
    try await store.write { [world] transaction in
      let population = try transaction.auditPopulation(ofRun: run)
      let short = String(try transaction.run(run).uuid.suffix(8))
      if !isNew, let known = try transaction.audits(ofRun: run).first {
        let isOther =
          (seed.map { $0 != known.seed } ?? false)
          || (size.map { min($0, known.population) != known.size } ?? false)
        if isOther {
          throw AuditConflict.otherSample(run: short, size: known.size, by: known.by, at: known.at)
        }
        return (Audit(sample: known, items: try transaction.items(ofAudit: known.id)), false)
      }
      if population.isEmpty { throw AuditConflict.nothingAccepted(run: short) }
      // Short enough to be typed.
      let seed = seed ?? Int64(world.randomBits() >> 33)
      var generator = SeededGenerator(seed: UInt64(bitPattern: seed))
      let drawn = SampleDraw.draw(size ?? Self.usualSampleSize, of: population.count, using: &generator)
      let row = try transaction.addAudit(
        ofRun: run, seed: seed, population: population.count, chosen: drawn.map { population[$0] })
      guard let sample = try transaction.audits(ofRun: run).first(where: { $0.id == row }) else {
        throw AuditConflict.noSample(run: short)
      }
      return (Audit(sample: sample, items: try transaction.items(ofAudit: row)), true)
    }
  }

  /// The newest sample of a run, as far as it has been judged.
  public func audit(run: Int64, in store: Store) throws -> Audit {
    try store.read { reader in
      guard let sample = try reader.audits(ofRun: run).first else {
        throw AuditConflict.noSample(run: String(try reader.run(run).uuid.suffix(8)))
      }
      return Audit(sample: sample, items: try reader.items(ofAudit: sample.id))
    }
  }

  /// Records what the one who acts thinks of sampled items, all of them or none.
  ///
  /// - Parameters:
  ///   - names: Items by any unique beginning or end of their uuid.
  ///   - run: The row of a run, for its samples only.
  /// - Returns: The samples that they are in, newest first, and how many judgements have changed.
  public func judge(
    _ names: [String], run: Int64?, _ verdict: AuditVerdict, reason: String, in store: Store
  ) async throws -> (samples: [AuditSample], changed: Int) {
    try await store.write { transaction in
      var touched: Set<Int64> = []
      var changed = 0
      for name in names {
        let item = try transaction.itemID(named: name)
        if try transaction.judge(item: item, run: run, verdict, reason: reason) { changed += 1 }
        if let audit = try transaction.newestAudit(ofItem: item, run: run) { touched.insert(audit) }
      }
      return (try transaction.audits(ofRun: run).filter { touched.contains($0.id) }, changed)
    }
  }
}
