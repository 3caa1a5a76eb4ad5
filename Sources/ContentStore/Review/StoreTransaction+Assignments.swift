import ContentModel
import SQLiteKit
import World

/// Who is to look at an item, and who said so.
public struct Assignment: Hashable, Sendable {
  public var person: String
  public var by: String
  public var at: Timestamp
}

extension StoreQueries {
  /// Who is to look at an item, or nil.
  public func assignment(ofItem item: Int64) throws -> Assignment? {
    try connection.first(
      """
      SELECT p.name, a.name, s.at FROM assignments s JOIN actors p ON p.id = s.person JOIN actors a ON a.id = s.actor
      WHERE s.item = $1
      """, item
    ) { Assignment(person: $0.text(0), by: $0.text(1), at: Timestamp(milliseconds: $0.integer(2))) }
  }
}

extension StoreTransaction {
  /// Assigns an item that waits to a person, or to nobody.
  ///
  /// - Parameters:
  ///   - person: The name that the person acts under; nil takes the assignment back.
  ///   - reassigns: Whether it may be taken from somebody else.
  /// - Returns: Whether anything has changed.
  /// - Throws: `ReviewConflict` where nothing of the item waits, or somebody else has it.
  public func assign(item: Int64, to person: String?, reassigns: Bool) throws -> Bool {
    if try waitingVersions(ofItem: item).isEmpty && reportedVersions(ofItem: item).isEmpty {
      throw try whyNothingWaits(of: item)
    }
    let former = try assignment(ofItem: item)
    if former?.person == person { return false }
    guard let person else {
      try endAssignment(ofItem: item)
      try note(.unassigned, item: item, version: nil)
      return true
    }
    if let former, !reassigns {
      throw ReviewConflict.alreadyAssigned(
        item: try name(ofItem: item), to: former.person, by: former.by, at: former.at)
    }
    let row = try actorID(of: person)
    try connection.run(
      """
      INSERT INTO assignments (item, person, at, actor) VALUES ($1, $2, $3, $4)
      ON CONFLICT (item) DO UPDATE SET person = excluded.person, at = excluded.at, actor = excluded.actor
      """, item, row, world.now().milliseconds, try actorID())
    try note(.assigned, item: item, version: nil, person: row)
    return true
  }

  func endAssignment(ofItem item: Int64) throws {
    try connection.run("DELETE FROM assignments WHERE item = $1", item)
  }
}
