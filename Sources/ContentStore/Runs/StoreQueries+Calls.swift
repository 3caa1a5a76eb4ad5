import ContentModel
import SQLiteKit
import World

/// What was sent for a call, and what came back, byte for byte.
public struct StoredExchange: Hashable, Sendable {
  /// The body that was sent; nil where it is not kept (any more).
  public var request: [UInt8]?
  /// The HTTP status of the answer; nil where none came or it is not kept (any more).
  public var status: Int?
  /// The lines of the answer's head.
  public var headers: String
  public var answer: [UInt8]?
}

extension StoreQueries {
  /// The call of a run whose identifier begins or ends with a text, or is it.
  ///
  /// - Throws: `CallLookupFailure` where none or several are meant.
  public func call(named name: String, ofRun run: Int64) throws -> StoredAttempt {
    let text = name.lowercased()
    let matches = try attempts(ofRun: run).filter { $0.uuid.hasPrefix(text) || $0.uuid.hasSuffix(text) }
    guard let call = matches.first, !text.isEmpty else { throw CallLookupFailure.unknown(name) }
    if matches.count > 1 { throw CallLookupFailure.ambiguous(name, matches.count) }
    return call
  }

  /// What is kept of a call's request and answer.
  public func exchange(ofAttempt attempt: Int64) throws -> StoredExchange {
    var exchange = StoredExchange(headers: "")
    exchange.request = try connection.first("SELECT body, encoding FROM requests WHERE attempt = $1", attempt) {
      try StoredBytes.open($0, 0, "requests.body")
    }
    let answer = try connection.first(
      "SELECT body, encoding, status, headers FROM answers WHERE attempt = $1", attempt
    ) { (body: try StoredBytes.open($0, 0, "answers.body"), status: $0.int(2), headers: $0.text(3)) }
    exchange.status = answer?.status
    exchange.headers = answer?.headers ?? ""
    exchange.answer = answer?.body
    return exchange
  }

  /// The drafts of a call, in order, with the slot that each had in it.
  public func slots(ofAttempt attempt: Int64) throws -> [(ordinal: Int, slot: String)] {
    try connection.all(
      "SELECT d.ordinal, a.slot FROM attempt_drafts a JOIN drafts d ON d.id = a.draft WHERE a.attempt = $1 ORDER BY d.ordinal",
      attempt
    ) { (ordinal: $0.int(0), slot: $0.text(1)) }
  }
}

extension StoreTransaction {
  /// Forgets what was sent and answered in runs that ended before a moment. The ledger stays: who was called, when, and
  /// what it cost.
  ///
  /// - Returns: Of how many calls something was forgotten.
  public func forgetExchanges(ofRunsEndedBefore moment: Timestamp) throws -> Int {
    var forgotten = 0
    for table in ["requests", "answers"] {
      try connection.run(
        """
        DELETE FROM \(table) WHERE attempt IN (
          SELECT a.id FROM attempts a JOIN runs r ON r.id = a.run WHERE r.ended_at < $1 AND a.state <> 'answered')
        """, moment.milliseconds)
      forgotten = max(forgotten, connection.changes)
    }
    return forgotten
  }
}

/// Why a name given by a person is no call of a run.
public enum CallLookupFailure: Failure, Hashable {
  case unknown(String)
  case ambiguous(String, Int)

  public var message: String {
    switch self {
    case .unknown(let name): "the run has no call '\(name)'"
    case .ambiguous(let name, let count): "'\(name)' names \(count) calls"
    }
  }

  public var hint: String? {
    switch self {
    case .unknown: "`libtool runs calls RUN` lists them; any unique beginning or end of an identifier will do"
    case .ambiguous: "give more of the identifier"
    }
  }
}
