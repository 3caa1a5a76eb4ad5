import ContentModel
import ContentStore
import Formats

/// What becomes of a version that a person answers for.
///
/// It is judged first where no rule has seen it, as imports that were held back: what is waived has to be known. And a
/// text that does not fit the schema of its kind keeps its critical findings open, whoever accepts it: no app could read
/// it, so that one such item would keep every export from being valid.
final class Acceptance {
  private let judge: VersionJudge
  private let validators: [String: JSONSchemaValidator]
  private let transaction: StoreTransaction
  /// The uuids of the items whose text does not fit.
  private(set) var unfit: [String] = []

  init(_ library: Library, catalogue: Catalogue, in transaction: StoreTransaction) throws {
    judge = VersionJudge(pipelines: try library.pipelines(), subjects: QualitySubjects(catalogue))
    validators = try library.kinds.mapValues { try JSONSchemaValidator(schema: $0.bodySchema) }
    self.transaction = transaction
  }

  /// Judges a version if need be, and says whether its open critical findings are waived.
  func approve(_ row: Int64) throws -> Bool {
    guard let version = try transaction.version(row), let body = version.body else { return true }
    let item = try transaction.item(version.item)
    if version.checkedAt == nil,
      let findings = try judge.findings(in: body, kind: item.kind, key: item.key, version: row, transaction)
    {
      try transaction.setFindings(findings, ofVersion: row)
    }
    guard let validator = validators[item.kind], !validator.violations(in: try JSON.parse(body)).isEmpty else {
      return true
    }
    unfit.append(item.uuid)
    return false
  }
}

extension Library {
  /// Makes a version of each item the active one, all in one event; see `StoreTransaction.activate`.
  public func activate(
    _ items: [Int64], number: Int? = nil, in store: Store, catalogue: Catalogue, reason: String
  ) async throws -> PublishOutcome {
    try await store.write { [self] transaction in
      let acceptance = try Acceptance(self, catalogue: catalogue, in: transaction)
      var outcome = try transaction.activate(
        items: items, number: number, reason: reason, approval: acceptance.approve)
      outcome.unfit = acceptance.unfit
      return outcome
    }
  }
}
