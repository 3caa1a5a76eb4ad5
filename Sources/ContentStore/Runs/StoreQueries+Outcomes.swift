import ContentModel
import SQLiteKit

extension StoreQueries {
  /// Hands the drafts of all runs that have ended and that a text was asked for to a closure, oldest first. Drafts that
  /// were let go say nothing of prompts and are left out. Linear in their number; reads all of their texts.
  public func forEachOutcome(_ body: (DraftOutcome) throws -> Void) throws {
    try connection.forEach(
      """
      SELECT d.kind, d.section, d.topic, d.sku, d.language, d.state, d.drop_reason, d.turns,
        (SELECT a.prompt_hash || ' ' || a.model FROM attempt_drafts x JOIN attempts a ON a.id = x.attempt
         WHERE x.draft = d.id AND a.role <> 'assessment' AND a.state = 'settled' ORDER BY a.id DESC LIMIT 1),
        NOT EXISTS (SELECT 1 FROM attempt_drafts x JOIN attempts a ON a.id = x.attempt
                    WHERE x.draft = d.id AND a.role = 'regeneration')
      FROM drafts d
      WHERE d.state IN ('completed', 'dropped') AND d.asked > 0
        AND coalesce(d.drop_reason, '') NOT IN ('cancelled', 'gap_closed_meanwhile')
      ORDER BY d.id
      """
    ) { row in
      let state: DraftState = try Stored.value(row, 5, "drafts.state")
      var outcome = DraftOutcome(
        kind: row.text(0), key: Self.key(row, from: 1),
        isAccepted: state == .completed, isFirst: state == .completed && row.bool(9),
        dropReason: state == .dropped ? row.optionalText(6) : nil)
      for turn in try DraftCoding.turns(try DraftCoding.parse(row.text(7), column: "drafts.turns")) {
        for finding in turn.findings where finding.severity != .info { outcome.rules.insert(finding.rule) }
        if turn.critique != nil { outcome.rules.insert(Finding.assessmentRule) }
      }
      if let writer = row.optionalText(8), let space = writer.firstIndex(of: " ") {
        outcome.promptHash = String(writer[..<space])
        outcome.model = String(writer[writer.index(after: space)...])
      }
      try body(outcome)
    }
  }
}
