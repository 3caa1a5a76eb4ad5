import ContentModel
import SQLiteKit

/// How drafts have fared so far: what the drafts that a run ends with went through.
public struct DraftCourse: Hashable, Sendable {
  /// Drafts that were accepted or dropped.
  public var drafts = 0
  public var accepted = 0
  /// Askings for their texts, those that brought none included.
  public var texts = 0
  /// Assessments of their texts.
  public var assessed = 0

  public init() {}
}

extension StoreQueries {
  /// The course of the newest 500 drafts of a kind that a model was asked for and that have ended. Drafts that were let go
  /// say nothing of texts and do not count.
  public func draftCourse(kind: String, provider: String, model: String) throws -> DraftCourse {
    var course = DraftCourse()
    try connection.forEach(
      """
      WITH ended AS (
        SELECT d.id, d.asked, d.state FROM drafts d
        WHERE d.kind = $1 AND d.state IN ('completed', 'dropped') AND d.asked > 0
          AND coalesce(d.drop_reason, '') NOT IN ('cancelled', 'gap_closed_meanwhile')
          AND EXISTS (SELECT 1 FROM attempt_drafts x JOIN attempts a ON a.id = x.attempt
                      WHERE x.draft = d.id AND a.provider = $2 AND a.model = $3)
        ORDER BY d.id DESC LIMIT 500
      )
      SELECT count(*), count(*) FILTER (WHERE state = 'completed'), coalesce(sum(asked), 0),
        (SELECT count(*) FROM ended e JOIN attempt_drafts x ON x.draft = e.id JOIN attempts a ON a.id = x.attempt
         WHERE a.role = 'assessment' AND a.state = 'settled')
      FROM ended
      """, kind, provider, model
    ) { row in
      course.drafts = row.int(0)
      course.accepted = row.int(1)
      course.texts = row.int(2)
      course.assessed = row.int(3)
    }
    return course
  }

  /// The mean output tokens of an item, over the newest 200 calls of a kind, model and role; nil where fewer than 10 are
  /// known.
  public func meanOutputTokens(kind: String, model: String, role: Role) throws -> Int? {
    let calls = try connection.all(
      """
      SELECT a.output_tokens, a.drafts FROM attempts a
      WHERE a.role = $1 AND a.state = 'settled' AND a.model = $2 AND a.finish_reason <> 'length'
        AND a.output_tokens IS NOT NULL AND a.drafts > 0
        AND EXISTS (SELECT 1 FROM attempt_drafts x JOIN drafts d ON d.id = x.draft
                    WHERE x.attempt = a.id AND d.kind = $3)
      ORDER BY a.id DESC LIMIT 200
      """, role.rawValue, model, kind
    ) { (tokens: $0.int(0), items: $0.int(1)) }
    if calls.count < 10 { return nil }
    return calls.reduce(0) { $0 + $1.tokens } / calls.reduce(0) { $0 + $1.items }
  }
}
