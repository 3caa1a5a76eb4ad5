import ContentModel
import ContentStore
import Coverage

/// Why the dropped drafts of a run cannot be asked for anew.
public enum RetryRefusal: Failure, Hashable {
  /// It is not over: resuming goes on with its own drafts.
  case notFinished(run: String, status: RunStatus)
  case nothingDropped(run: String)

  public var message: String {
    switch self {
    case .notFinished(let run, let status): "run \(run) is \(status.rawValue): only a finished run can be retried"
    case .nothingDropped(let run): "run \(run) has dropped nothing that was not replaced"
    }
  }

  public var hint: String? {
    switch self {
    case .notFinished(let run, .cancelled): "`libtool fill` with its selection begins anew; `libtool runs show \(run)`"
    case .notFinished(let run, _): "`libtool runs resume \(run)` goes on with it"
    case .nothingDropped: "`libtool fill` closes whatever gap there is"
    }
  }
}

extension FillContext {
  /// What a retry of a run asks for: the dropped drafts that nothing has replaced, and whose gap is still open.
  ///
  /// - Throws: `RetryRefusal` where there is nothing to retry.
  public func retry(of run: StoredRun, budget: Money?, maxDraftsFactor: Double) throws -> FillRequest {
    let name = String(run.uuid.suffix(8))
    if run.status != .finished { throw RetryRefusal.notFinished(run: name, status: run.status) }
    let drafts = try store.read { try $0.drafts(ofRun: run.id) }
    if Self.lost(drafts).isEmpty { throw RetryRefusal.nothingDropped(run: name) }
    var request = FillRequest(selection: Selection(), budget: budget, maxDraftsFactor: maxDraftsFactor)
    request.retried = run
    return request
  }

  /// The slots of a plan that the lost drafts of a run were for: under the same key, else in the same section, since the
  /// plan of now may want them under other topics.
  func droppedSlots(
    of run: StoredRun, among slots: [WantedSlot], in transaction: StoreTransaction
  ) throws -> [WantedSlot] {
    let lost = Self.lost(try transaction.drafts(ofRun: run.id))
    var byKey: [Inventory.Place: Int] = [:]
    for draft in lost { byKey[Inventory.Place(kind: draft.kind, key: draft.key), default: 0] += 1 }
    var chosen = Set<Int>()
    for (index, slot) in slots.enumerated() {
      let place = Inventory.Place(kind: slot.kind, key: slot.key)
      guard byKey[place, default: 0] > 0 else { continue }
      byKey[place, default: 0] -= 1
      chosen.insert(index)
    }
    var byPlace: [DraftQueue.Place: Int] = [:]
    for draft in lost {
      let place = Inventory.Place(kind: draft.kind, key: draft.key)
      guard byKey[place, default: 0] > 0 else { continue }
      byKey[place, default: 0] -= 1
      byPlace[DraftQueue.Place(draft), default: 0] += 1
    }
    for (index, slot) in slots.enumerated() where !chosen.contains(index) {
      let place = DraftQueue.Place(kind: slot.kind, section: slot.key.section, language: slot.key.language)
      guard byPlace[place, default: 0] > 0 else { continue }
      byPlace[place, default: 0] -= 1
      chosen.insert(index)
    }
    return slots.enumerated().filter { chosen.contains($0.offset) }.map(\.element)
  }

  /// Drafts that were dropped for what they were, that nobody has rescued, and that no other draft has replaced.
  private static func lost(_ drafts: [StoredDraft]) -> [StoredDraft] {
    let replaced = Set(drafts.compactMap(\.replaces))
    return drafts.filter {
      $0.state == .dropped && $0.item == nil && !replaced.contains($0.ordinal)
        && $0.dropReason != "cancelled" && $0.dropReason != "gap_closed_meanwhile"
    }
  }
}
