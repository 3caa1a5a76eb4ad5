import ContentModel
import Formats
import SQLiteKit

extension StoreQueries {
  /// The drafts of a run, in order. Those that ask for the same share its memory: a run may have a hundred thousand.
  public func drafts(ofRun run: Int64) throws -> [StoredDraft] {
    var known: [String: JSON] = [:]
    return try connection.all(Self.draftColumns + " WHERE run = $1 ORDER BY ordinal", run) { row in
      let text = row.text(7)
      let options = try known[text] ?? Self.options(text)
      known[text] = options
      return try Self.draft(row, options: options)
    }
  }

  /// Dropped drafts that have a text, newest run first: what a person may rescue.
  public func droppedDrafts(limit: Int) throws -> [StoredDraft] {
    try connection.all(
      Self.draftColumns + """
         WHERE state = 'dropped' AND item IS NULL AND body IS NOT NULL ORDER BY run DESC, ordinal LIMIT $1
        """, limit, make: Self.draft)
  }

  /// One draft of a run.
  public func draft(_ ordinal: Int, ofRun run: Int64) throws -> StoredDraft? {
    try connection.first(Self.draftColumns + " WHERE run = $1 AND ordinal = $2", run, ordinal, make: Self.draft)
  }

  /// The row of a draft, which versions and calls refer to.
  public func draftID(_ ordinal: Int, ofRun run: Int64) throws -> Int64? {
    try connection.first("SELECT id FROM drafts WHERE run = $1 AND ordinal = $2", run, ordinal) { $0.integer(0) }
  }

  /// What the calls for a draft have cost so far.
  public func cost(ofDraft draft: Int64) throws -> Money {
    Money(
      billionths: try connection.first("SELECT sum(cost) FROM attempt_drafts WHERE draft = $1", draft) {
        $0.integer(0)
      } ?? 0)
  }

  private static var draftColumns: String {
    """
    SELECT run, ordinal, kind, section, topic, sku, language, options, state, asked, group_limit, body, assessment,
      findings, turns, drop_reason, replaces, item FROM drafts
    """
  }

  private static func options(_ text: String) throws -> JSON { try DraftCoding.parse(text, column: "drafts.options") }

  private static func draft(_ row: borrowing Row) throws -> StoredDraft {
    try draft(row, options: options(row.text(7)))
  }

  private static func draft(_ row: borrowing Row, options: JSON) throws -> StoredDraft {
    var draft = StoredDraft(
      run: row.integer(0), ordinal: row.int(1), kind: row.text(2), key: key(row, from: 3), options: options,
      replaces: row.optionalInt(16))
    draft.state = try Stored.value(row, 8, "drafts.state")
    draft.asked = row.int(9)
    draft.groupLimit = row.optionalInt(10)
    draft.body = try row.optionalText(11).map { try DraftCoding.parse($0, column: "drafts.body") }
    draft.assessment = try row.optionalText(12).map {
      DraftCoding.assessment(try DraftCoding.parse($0, column: "drafts.assessment"))
    }
    draft.findings = try DraftCoding.findings(
      try DraftCoding.parse(row.text(13), column: "drafts.findings"), column: "drafts.findings")
    draft.turns = try DraftCoding.turns(try DraftCoding.parse(row.text(14), column: "drafts.turns"))
    draft.dropReason = row.optionalText(15)
    draft.item = row.optionalInteger(17)
    return draft
  }
}

extension StoreTransaction {
  /// Stores a new draft.
  public func insert(_ draft: StoredDraft) throws {
    try connection.run(
      """
      INSERT INTO drafts (run, ordinal, kind, section, topic, sku, language, options, state, replaces)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
      """, draft.run, draft.ordinal, draft.kind, draft.key.section, draft.key.topic, draft.key.sku, draft.key.language,
      draft.options.text, draft.state.rawValue, draft.replaces)
  }

  /// Stores how far a draft has come.
  public func update(_ draft: StoredDraft) throws {
    try connection.run(
      """
      UPDATE drafts SET state = $1, asked = $2, group_limit = $3, body = $4, assessment = $5, findings = $6, turns = $7,
        score = $8, drop_reason = $9, item = $10
      WHERE run = $11 AND ordinal = $12
      """, draft.state.rawValue, draft.asked, draft.groupLimit, draft.body?.text,
      draft.assessment.map { DraftCoding.json($0).text }, DraftCoding.json(draft.findings).text,
      DraftCoding.json(draft.turns).text, draft.body == nil ? nil : draft.findings.score, draft.dropReason, draft.item,
      draft.run, draft.ordinal)
  }
}
