import ContentModel
import SQLiteKit

/// How people name a draft: the end of its run's uuid and its number in the run, `7f3a9c21:17`.
public struct DraftName: Hashable, Sendable {
  /// Any unique beginning or end of the run's uuid, or `last`.
  public var run: String
  public var ordinal: Int

  public init(run: String, ordinal: Int) {
    self.run = run
    self.ordinal = ordinal
  }

  /// Reads `7f3a9c21:17`; nil for anything else, so that it can be told from the name of an item.
  public init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, !parts[0].isEmpty, let ordinal = Int(parts[1]), ordinal > 0 else { return nil }
    self.init(run: String(parts[0]), ordinal: ordinal)
  }
}

extension DraftName: CustomStringConvertible {
  public var description: String { "\(run):\(ordinal)" }
}

extension StoreQueries {
  /// The draft of a name.
  public func draft(named name: DraftName) throws -> StoredDraft {
    let run = try run(named: name.run)
    guard let draft = try draft(name.ordinal, ofRun: run.id) else {
      throw ReviewConflict.unknownDraft(name.description)
    }
    return draft
  }

  /// The name of a draft, as tables show it.
  public func name(of draft: StoredDraft) throws -> DraftName {
    let uuid = try connection.first("SELECT uuid FROM runs WHERE id = $1", draft.run) { $0.text(0) } ?? "\(draft.run)"
    return DraftName(run: String(uuid.suffix(8)), ordinal: draft.ordinal)
  }
}
