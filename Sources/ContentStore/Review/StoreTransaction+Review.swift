import ContentModel
import Formats
import SQLiteKit

extension StoreTransaction {
  /// Is asked before somebody answers for the version of a row, and says whether its open critical findings are waived.
  public typealias Approval = (_ version: Int64) throws -> Bool

  /// Accepts an item's newest waiting version: the one who acts answers for it, and its open critical findings are
  /// waived by name. Older versions that wait are withdrawn, and the item is assigned to nobody any more.
  ///
  /// - Returns: The record that makes it active; the caller publishes it in the same transaction.
  /// - Throws: `ReviewConflict` where nothing of the item waits, with the name of the one who was faster.
  public func accept(item: Int64, approval: Approval = { _ in true }) throws -> PublishRecord {
    guard let newest = try waitingVersions(ofItem: item).last else { throw try whyNothingWaits(of: item) }
    try approve(newest.version, approval)
    try connection.run(
      """
      UPDATE versions SET review = 'withdrawn', review_reason = $1 WHERE item = $2 AND review = 'waiting'
      """, "version \(newest.number) was accepted", item)
    try endAssignment(ofItem: item)
    return PublishRecord(item: item, oldVersion: try activeVersion(ofItem: item), newVersion: newest.version)
  }

  /// Rejects an item's versions in review. Nothing is published.
  ///
  /// - Returns: The number of the newest of them.
  public func reject(item: Int64, reason: String) throws -> Int {
    guard let newest = try waitingVersions(ofItem: item).last else { throw try whyNothingWaits(of: item) }
    try connection.run(
      "UPDATE versions SET review = 'rejected', review_reason = $1 WHERE item = $2 AND review = 'waiting'", reason, item
    )
    try note(.rejected, item: item, version: newest.version, reason: reason)
    try endAssignment(ofItem: item)
    return newest.number
  }

  /// Makes an item out of a dropped draft, or the next version of the item given. The one who acts answers for it, and
  /// what the rules found critical is waived by name. The draft stays dropped, and knows its item.
  ///
  /// - Returns: The record that makes it active; the caller publishes it in the same transaction.
  public func rescue(
    _ name: DraftName, schemaVersion: Int, intoItem known: Int64? = nil, approval: Approval = { _ in true }
  ) throws -> PublishRecord {
    var draft = try draft(named: name)
    if draft.state == .dropped, let item = draft.item {
      throw ReviewConflict.alreadyRescued(
        draft: name.description, item: try self.name(ofItem: item), by: try approver(ofItem: item) ?? "the run itself",
        at: try lastDecision(ofItem: item)?.at)
    }
    guard draft.state == .dropped, let body = draft.body, let row = try draftID(draft.ordinal, ofRun: draft.run) else {
      throw ReviewConflict.notDropped(draft: name.description)
    }
    let item = try known ?? makeItem(kind: draft.kind, key: draft.key)
    var version = NewVersion(
      body: body.text, digest: SHA256.digest(of: body.canonicalBytes()), origin: .run, schemaVersion: schemaVersion)
    version.run = draft.run
    version.draft = row
    (version.promptHash, version.model) = try lastPrompt(ofDraft: row)
    version.cost = try cost(ofDraft: row)
    version.findings = draft.findings
    let versionID = try addVersion(version, toItem: item)
    try approve(versionID, approval)
    draft.item = item
    try update(draft)
    return PublishRecord(item: item, oldVersion: try activeVersion(ofItem: item), newVersion: versionID)
  }

  /// Marks a version as accepted by the one who acts, and waives its open critical findings in the same name where the
  /// approval says so.
  func approve(_ version: Int64, _ approval: Approval) throws {
    let waives = try approval(version)
    let actor = try actorID()
    try connection.run(
      "UPDATE versions SET review = 'accepted', review_reason = NULL, approved_by = $1 WHERE id = $2", actor, version)
    let item = try connection.first("SELECT item FROM versions WHERE id = $1", version) { $0.integer(0) }
    if let item { try note(.accepted, item: item, version: version) }
    if !waives { return }
    try connection.run(
      "UPDATE findings SET waived_by = $1 WHERE version = $2 AND severity = 'critical' AND waived_by IS NULL", actor,
      version)
  }

  private func approver(ofItem item: Int64) throws -> String? {
    try connection.first(
      """
      SELECT a.name FROM versions v JOIN actors a ON a.id = v.approved_by WHERE v.item = $1 ORDER BY v.number LIMIT 1
      """, item
    ) { $0.text(0) }
  }

  /// The prompt and the model of the call that wrote a draft's text.
  private func lastPrompt(ofDraft draft: Int64) throws -> (hash: String?, model: String?) {
    try connection.first(
      """
      SELECT a.prompt_hash, a.model FROM attempt_drafts x JOIN attempts a ON a.id = x.attempt
      WHERE x.draft = $1 AND a.role <> 'assessment' AND a.state = 'settled' ORDER BY a.id DESC LIMIT 1
      """, draft
    ) { ($0.optionalText(0), $0.optionalText(1)) } ?? (nil, nil)
  }
}
