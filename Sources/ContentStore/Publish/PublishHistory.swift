/// What was active, by the log of one item: the ground of rollback.
///
/// A pure fold over the item's records. A rollback takes back what was activated since the version that it returns to,
/// so that the next rollback walks further back. An undo puts back what the record before it did, for it is refused
/// where a later event touched the item: the undo of a rollback, or of an undo, is as if neither had been.
public struct PublishHistory: Hashable, Sendable {
  /// One record of the item, with its event's action.
  public struct Entry: Hashable, Sendable {
    public var action: PublishAction
    public var newVersion: Int64?

    public init(action: PublishAction, newVersion: Int64?) {
      self.action = action
      self.newVersion = newVersion
    }
  }

  /// The versions that were active, one above the other; the last is active now. Nil stands for none.
  public private(set) var stack: [Int64?] = [nil]
  /// The stack before the last record.
  private var former: [Int64?] = [nil]

  public init(_ entries: some Sequence<Entry>) {
    for entry in entries { append(entry) }
  }

  /// The version active now.
  public var active: Int64? { stack.last ?? nil }

  /// The version that a rollback returns to: the last one active before, other than the one active now.
  public var rollbackTarget: Int64? {
    stack.dropLast().reversed().lazy.compactMap(\.self).first { $0 != active }
  }

  /// The version that was active before some others, which lie on top: nil where there was none.
  public func active(before others: Set<Int64>) -> Int64? {
    stack.last { version in version.map { !others.contains($0) } ?? true } ?? nil
  }

  private mutating func append(_ entry: Entry) {
    let before = stack
    switch entry.action {
    case .rollback:
      let lower = stack.dropLast()
      if let index = lower.lastIndex(of: entry.newVersion) {
        stack.removeSubrange((index + 1)...)
      } else {
        stack.append(entry.newVersion)
      }
    case .undo where former.last == entry.newVersion: stack = former
    default: stack.append(entry.newVersion)
    }
    former = before
  }
}
