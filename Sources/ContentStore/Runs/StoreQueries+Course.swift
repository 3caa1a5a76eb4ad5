import ContentModel
import SQLiteKit
import World

/// How the drafts of one section have fared that a model was asked for with one prompt.
public struct CourseTally: Hashable, Sendable {
  public var section: String
  /// The prompt hash of the first call for each of them.
  public var promptHash: String
  /// Drafts that were accepted or dropped.
  public var drafts: Int
  public var accepted: Int
  /// Accepted with the first text that was asked for.
  public var acceptedFirst: Int
  /// Askings for their texts, those that brought none included.
  public var texts: Int
  /// Assessments of their texts.
  public var assessed: Int

  public init(
    section: String, promptHash: String, drafts: Int, accepted: Int, acceptedFirst: Int, texts: Int, assessed: Int
  ) {
    self.section = section
    self.promptHash = promptHash
    self.drafts = drafts
    self.accepted = accepted
    self.acceptedFirst = acceptedFirst
    self.texts = texts
    self.assessed = assessed
  }
}

/// The output tokens that calls for one section have taken, with one prompt.
public struct OutputTally: Hashable, Sendable {
  public var section: String
  public var promptHash: String
  public var calls: Int
  /// Items of these calls.
  public var items: Int
  public var tokens: Int
  /// The sum over the calls of tokens x tokens / items: what the spread of an item follows from.
  public var squares: Int

  public init(section: String, promptHash: String, calls: Int, items: Int, tokens: Int, squares: Int) {
    self.section = section
    self.promptHash = promptHash
    self.calls = calls
    self.items = items
    self.tokens = tokens
    self.squares = squares
  }
}

extension StoreQueries {
  /// The course of the newest 5,000 drafts of a kind that a model was asked for and that have ended, by section and
  /// prompt. Drafts that were let go say nothing of texts and do not count.
  public func courseTallies(kind: String, provider: String, model: String) throws -> [CourseTally] {
    try connection.all(
      """
      WITH ended AS (
        SELECT d.id, d.section, d.asked, d.state FROM drafts d
        WHERE d.kind = $1 AND d.state IN ('completed', 'dropped') AND d.asked > 0
          AND coalesce(d.drop_reason, '') NOT IN ('cancelled', 'gap_closed_meanwhile')
          AND EXISTS (SELECT 1 FROM attempt_drafts x JOIN attempts a ON a.id = x.attempt
                      WHERE x.draft = d.id AND a.provider = $2 AND a.model = $3)
        ORDER BY d.id DESC LIMIT 5000
      ), counted AS (
        SELECT e.section, e.asked, e.state,
          (SELECT min(x.attempt) FROM attempt_drafts x WHERE x.draft = e.id) AS call,
          (SELECT count(*) FROM attempt_drafts x JOIN attempts a ON a.id = x.attempt
           WHERE x.draft = e.id AND a.role = 'assessment' AND a.state = 'settled') AS assessed
        FROM ended e
      )
      SELECT c.section, a.prompt_hash, count(*), count(*) FILTER (WHERE c.state = 'completed'),
        count(*) FILTER (WHERE c.state = 'completed' AND c.asked = 1), sum(c.asked), sum(c.assessed)
      FROM counted c JOIN attempts a ON a.id = c.call GROUP BY c.section, a.prompt_hash ORDER BY c.section, a.prompt_hash
      """, kind, provider, model
    ) {
      CourseTally(
        section: $0.text(0), promptHash: $0.text(1), drafts: $0.int(2), accepted: $0.int(3), acceptedFirst: $0.int(4),
        texts: $0.int(5), assessed: $0.int(6))
    }
  }

  /// The output tokens of the newest 2,000 calls of a kind, model and role, by section and prompt. What was cut off does
  /// not count.
  public func outputTallies(kind: String, model: String, role: Role) throws -> [OutputTally] {
    try connection.all(
      """
      WITH calls AS (
        SELECT a.prompt_hash, a.output_tokens, a.drafts,
          (SELECT min(x.draft) FROM attempt_drafts x WHERE x.attempt = a.id) AS draft
        FROM attempts a
        WHERE a.role = $1 AND a.state = 'settled' AND a.model = $2 AND a.finish_reason <> 'length'
          AND a.output_tokens IS NOT NULL AND a.drafts > 0
          AND EXISTS (SELECT 1 FROM attempt_drafts x JOIN drafts d ON d.id = x.draft
                      WHERE x.attempt = a.id AND d.kind = $3)
        ORDER BY a.id DESC LIMIT 2000
      )
      SELECT d.section, c.prompt_hash, count(*), sum(c.drafts), sum(c.output_tokens),
        sum(c.output_tokens * c.output_tokens / c.drafts)
      FROM calls c JOIN drafts d ON d.id = c.draft GROUP BY d.section, c.prompt_hash ORDER BY d.section, c.prompt_hash
      """, role.rawValue, model, kind
    ) {
      OutputTally(
        section: $0.text(0), promptHash: $0.text(1), calls: $0.int(2), items: $0.int(3), tokens: $0.int(4),
        squares: $0.int(5))
    }
  }

  /// The output tokens per item that 95 of 100 generation calls for a section stayed under, for each section with 20 and
  /// more among the newest 2,000 of a kind and model; of each section the newest 200 count.
  public func outputTokensPerItemBySection(kind: String, model: String) throws -> [String: Int] {
    var tokens: [String: [Int]] = [:]
    try connection.forEach(
      """
      WITH calls AS (
        SELECT a.id, a.output_tokens / a.drafts AS tokens,
          (SELECT min(x.draft) FROM attempt_drafts x WHERE x.attempt = a.id) AS draft
        FROM attempts a
        WHERE a.role = 'generation' AND a.state = 'settled' AND a.model = $1 AND a.finish_reason <> 'length'
          AND a.output_tokens IS NOT NULL AND a.drafts > 0
          AND EXISTS (SELECT 1 FROM attempt_drafts x JOIN drafts d ON d.id = x.draft
                      WHERE x.attempt = a.id AND d.kind = $2)
        ORDER BY a.id DESC LIMIT 2000
      )
      SELECT d.section, c.tokens FROM calls c JOIN drafts d ON d.id = c.draft ORDER BY c.id DESC
      """, model, kind
    ) { row in
      let section = row.text(0)
      if tokens[section, default: []].count < 200 { tokens[section, default: []].append(row.int(1)) }
    }
    return tokens.compactMapValues { $0.count < 20 ? nil : $0.sorted()[($0.count - 1) * 95 / 100] }
  }

  /// How many versions runs have made since a moment. Linear in the versions since then: rows are in the order of time.
  public func versionsMadeByRuns(since moment: Timestamp) throws -> Int {
    try connection.first(
      """
      SELECT count(*) FROM versions WHERE origin = 'run' AND id > coalesce(
        (SELECT id FROM versions WHERE created_at < $1 ORDER BY id DESC LIMIT 1
        ), 0)
      """, moment.milliseconds
    ) { $0.int(0) } ?? 0
  }
}
