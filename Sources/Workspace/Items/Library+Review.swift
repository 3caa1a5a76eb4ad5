import ContentModel
import ContentStore

/// What a person accepts: items with a version in review, and dropped drafts to be rescued.
public enum ReviewSubject: Hashable, Sendable {
  /// An item, by any unique beginning or end of its uuid.
  case item(String)
  /// An item by its row.
  case row(Int64)
  case draft(DraftName)

  /// Reads what a person typed: `7f3a9c21:17` is a draft, everything else an item.
  public init(_ name: String) { self = DraftName(name).map(Self.draft) ?? .item(name) }
}

extension Library {
  /// Accepts versions in review and rescues dropped drafts: one event for all of them, or nothing at all.
  ///
  /// The reports of learners about them are closed. Where an item is active and waits only because of reports, it stays as
  /// it is.
  ///
  /// - Parameter reason: Why, in the words of the one who acts; the log keeps it.
  /// - Throws: `ReviewConflict` where one of them is no longer in review, with the name of who was faster.
  public func accept(
    _ subjects: [ReviewSubject], in store: Store, catalogue: Catalogue, reason: String
  ) async throws -> PublishOutcome {
    try await store.write { [self] transaction in
      let acceptance = try Acceptance(self, catalogue: catalogue, in: transaction)
      var records: [PublishRecord] = []
      var outcome = PublishOutcome()
      var seen: Set<Int64> = []
      func close(_ item: Int64, _ reports: Int, isKept: Bool) throws {
        if reports == 0 { return }
        outcome.closedReports.append(
          ClosedReports(uuid: try transaction.item(item).uuid, count: reports, isKept: isKept))
      }
      for subject in subjects {
        func accept(_ item: Int64) throws {
          if !seen.insert(item).inserted { return }
          if try transaction.waitingVersions(ofItem: item).isEmpty,
            try !transaction.reportedVersions(ofItem: item).isEmpty
          {
            return try close(item, transaction.keep(item: item), isKept: true)
          }
          records.append(try transaction.accept(item: item, approval: acceptance.approve))
          try close(item, transaction.closeReports(ofItem: item, as: .replaced), isKept: false)
        }
        switch subject {
        case .item(let name): try accept(try transaction.itemID(named: name))
        case .row(let item): try accept(item)
        case .draft(let name):
          let draft = try transaction.draft(named: name)
          let kind = kinds[draft.kind]
          let known =
            kind?.traits.cardinality == .one
            ? try transaction.items(kind: draft.kind, key: draft.key).first : nil
          records.append(
            try transaction.rescue(
              name, schemaVersion: kind?.schemaVersion ?? 1, intoItem: known, approval: acceptance.approve))
        }
      }
      outcome.event = try transaction.publish(.accept, reason: reason, records: records)
      outcome.changes = try outcome.event.map { try transaction.changes(ofEvent: $0) } ?? []
      outcome.unfit = acceptance.unfit
      return outcome
    }
  }

  /// What waits in review and is selected, oldest first.
  ///
  /// - Parameter run: A run whose versions are taken only, or nil.
  public func waiting(
    in store: Store, catalogue: Catalogue, selection: Selection, run: Int64? = nil
  ) throws -> [WaitingVersion] {
    try store.read { try $0.waitingVersions(ofRun: run) }.filter {
      selection.matches(kind: $0.kind, level: catalogue.level(of: $0.key), key: $0.key)
    }
  }

  /// Dropped drafts that can be rescued and are selected, newest run first.
  ///
  /// - Parameter run: A run whose drafts are taken only, or nil.
  public func rescuable(
    in store: Store, catalogue: Catalogue, selection: Selection, run: Int64? = nil, limit: Int = .max
  ) throws -> [RescuableDraft] {
    let drafts = try store.read { reader in
      try reader.droppedDrafts(limit: .max).filter { draft in
        (run == nil || draft.run == run)
          && selection.matches(kind: draft.kind, level: catalogue.level(of: draft.key), key: draft.key)
      }.prefix(limit).map { RescuableDraft(name: try reader.name(of: $0), draft: $0) }
    }
    return drafts
  }
}

/// A dropped draft that has a text, under the name that people call it by.
public struct RescuableDraft: Sendable {
  public var name: DraftName
  public var draft: StoredDraft

  public init(name: DraftName, draft: StoredDraft) {
    self.name = name
    self.draft = draft
  }
}
