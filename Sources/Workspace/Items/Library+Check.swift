import ContentModel
import ContentStore
import Formats
import Quality

/// What the rules said of one version.
public struct CheckedVersion: Hashable, Sendable {
  public var uuid: String
  public var kind: String
  public var key: Key
  public var number: Int
  /// What wrote it: the digest of the prompt and the model, or nil.
  public var promptHash: String?
  public var model: String?
  /// What the rules say, and nobody has waived.
  public var findings: [Finding]
  /// What was open of the version before; nil where no rule had judged it.
  public var former: [Finding]?
}

/// How far a check is.
public struct CheckProgress: Hashable, Sendable {
  /// How many versions are to be judged.
  public var total: Int
  public var judged = 0
  /// Open findings so far.
  public var findings: [Severity: Int] = [:]

  public init(total: Int) { self.total = total }
}

extension Library {
  /// Judges versions by the rules as they are now, and stores the findings.
  ///
  /// One page is read while another is judged, a third is written, and a fourth handed on.
  ///
  /// - Parameters:
  ///   - onlyUnchecked: Whether versions that have been judged before are left as they are.
  ///   - selection: Which items.
  ///   - standing: Whether it judges what is active or what waits in review.
  ///   - duplicates: Where near-duplicates are looked for, or nil; what it knows must have been brought up to date. Of two
  ///     the later one is named.
  ///   - stores: Whether the findings are stored; else the store stays as it is.
  ///   - take: Is handed what is open in each version judged, in the order of items (of versions, where they wait), some
  ///     at a time.
  public func check(
    _ store: Store, catalogue: Catalogue, selection: Selection, standing: HeldVersion.Standing = .active,
    onlyUnchecked: Bool, duplicates: SimilarItems? = nil, stores: Bool = true, take: ([CheckedVersion]) throws -> Void
  ) async throws {
    let judge = VersionJudge(
      pipelines: try pipelines(), subjects: QualitySubjects(catalogue, forMany: true),
      twins: duplicates.map { EarlierTwins($0) })
    var page = try await Self.page(store, standing, after: 0, onlyUnchecked)
    var written: StoreWrite<[CheckedVersion]>?
    while let last = page.last {
      async let following = Self.page(store, standing, after: last.place, onlyUnchecked)
      let selected = page.filter {
        selection.matches(kind: $0.kind, level: catalogue.level(of: $0.key), key: $0.key)
      }
      async let judging = judge.findings(in: selected, of: store)
      if let before = written {
        written = nil
        try take(try await before.value)
      }
      let judged = try await judging
      try Task.checkCancellation()
      if !judged.isEmpty {
        if stores {
          written = store.submit { transaction in
            try judged.map { version, findings in
              let change = try transaction.change(to: findings, ofVersion: version.version)
              try transaction.apply(change, ofVersion: version.version)
              return CheckedVersion(version, change)
            }
          }
        } else {
          try take(
            try store.read { reader in
              try judged.map { CheckedVersion($0, try reader.change(to: $1, ofVersion: $0.version)) }
            })
        }
      }
      page = try await following
    }
    if let written { try take(try await written.value) }
  }

  /// How many versions of one standing a check would judge. Linear in the number of items.
  public func countOfChecked(
    in store: Store, catalogue: Catalogue, selection: Selection, standing: HeldVersion.Standing = .active,
    onlyUnchecked: Bool
  ) throws -> Int {
    try store.read { try $0.versionCounts(standing, onlyUnchecked: onlyUnchecked) }
      .filter {
        kinds[$0.kind] != nil && selection.matches(kind: $0.kind, level: catalogue.level(of: $0.key), key: $0.key)
      }
      .reduce(0) { $0 + $1.count }
  }

  /// What the rules say of a body now; nothing is stored. Nothing is said of a kind that is no longer in use.
  ///
  /// - Parameter version: The row of the version whose body it is, or that it is to follow.
  public func judge(
    _ body: String, kind: String, key: Key, version: Int64? = nil, catalogue: Catalogue, in store: Store
  ) throws -> [Finding] {
    guard kinds[kind] != nil else { return [] }
    let judge = VersionJudge(pipelines: [kind: try pipeline(for: kind)], subjects: QualitySubjects(catalogue))
    return try store.read { try judge.findings(in: body, kind: kind, key: key, version: version, $0) } ?? []
  }

  /// Pages as long as this make many findings share one sync, and are judged in some tenths of a second.
  private static func page(
    _ store: Store, _ standing: HeldVersion.Standing, after place: Int64, _ onlyUnchecked: Bool
  ) async throws -> [HeldVersion] {
    try store.read { try $0.versions(standing, after: place, limit: 2000, onlyUnchecked: onlyUnchecked) }
  }
}

extension CheckedVersion {
  fileprivate init(_ version: HeldVersion, _ change: FindingsChange) {
    self.init(
      uuid: version.uuid, kind: version.kind, key: version.key, number: version.number, promptHash: version.promptHash,
      model: version.model, findings: change.open, former: version.isChecked ? change.former : nil)
  }
}
