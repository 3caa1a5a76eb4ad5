import ContentModel
import SQLiteKit
import World

/// How a run's work goes at a moment: what `runs watch` shows beside the run's figures.
public struct RunPulse: Hashable, Sendable {
  /// Calls that are on their way: sent, or about to be.
  public var callsInFlight = 0
  /// Calls that are reserved, and wait until others have made room for them.
  public var callsReady = 0
  /// Calls of the run that were answered in the last minute.
  public var callsAnswered = 0
  /// Drafts of the run that a call of the last minute was sent for, and that have ended since.
  public var itemsEnded = 0
  /// Calls that all runs sent to the same provider in the last minute.
  public var requests = 0
  /// Tokens of those calls, in and out, as far as they are known.
  public var tokens = 0
  /// What was said last of a draft, newest first: each line once.
  public var latestFindings: [String] = []

  public init() {}
}

extension StoreQueries {
  /// Looks at the last minute of a run. Linear in the calls of that minute.
  ///
  /// - Parameters:
  ///   - places: The most calls that may be on their way at once, lines of batch jobs left out.
  ///   - findings: The most lines of findings.
  public func pulse(
    ofRun run: Int64, provider: String, places: Int, now: Timestamp, findings limit: Int = 3
  ) throws -> RunPulse {
    var pulse = RunPulse()
    let minuteAgo = now.advanced(byMilliseconds: -60_000).milliseconds
    try connection.forEach("SELECT count(*), count(job) FROM attempts WHERE run = $1 AND state = 'reserved'", run) {
      let (reserved, lines) = ($0.int(0), $0.int(1))
      pulse.callsReady = max(0, reserved - lines - places)
      pulse.callsInFlight = reserved - pulse.callsReady
    }
    try connection.forEach(
      """
      SELECT count(*), sum(coalesce(input_tokens, 0) + coalesce(output_tokens, 0)),
        count(*) FILTER (WHERE run = $1 AND state IN ('answered', 'settled'))
      FROM attempts WHERE sent_at > $2 AND provider = $3
      """, run, minuteAgo, provider
    ) { row in
      pulse.requests = row.int(0)
      pulse.tokens = row.int(1)
      pulse.callsAnswered = row.int(2)
    }
    pulse.itemsEnded =
      try connection.first(
        """
        SELECT count(DISTINCT x.draft) FROM attempts a JOIN attempt_drafts x ON x.attempt = a.id
        JOIN drafts d ON d.id = x.draft
        WHERE a.run = $1 AND a.sent_at > $2 AND d.state = 'completed'
        """, run, minuteAgo
      ) { $0.int(0) } ?? 0
    let stored = try connection.all(
      """
      SELECT d.findings FROM (SELECT id FROM attempts WHERE run = $1 ORDER BY id DESC LIMIT 40) a
      JOIN attempt_drafts x ON x.attempt = a.id JOIN drafts d ON d.id = x.draft
      WHERE d.findings <> '[]' ORDER BY a.id DESC LIMIT 40
      """, run
    ) { $0.text(0) }
    for text in stored where pulse.latestFindings.count < limit {
      let findings = try DraftCoding.findings(
        try DraftCoding.parse(text, column: "drafts.findings"), column: "drafts.findings")
      guard let finding = findings.first else { continue }
      let line = "\(finding.rule): \(finding.message)"
      if !pulse.latestFindings.contains(line) { pulse.latestFindings.append(line) }
    }
    return pulse
  }
}
