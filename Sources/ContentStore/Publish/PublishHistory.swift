/// What was active, by the log of one item: the ground of rollback.
///
/// A pure fold over the item's records. A rollback takes back what was activated since the version that it returns to,
/// so that the next rollback walks further back; an undo that returns to the version below counts as one too.
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

  public init(_ entries: some Sequence<Entry>) {
    for entry in entries { append(entry) }
  }

  /// The version active now.
  public var active: Int64? { stack.last ?? nil }

  /// The version that a rollback returns to: the last one active before, other than the one active now.
  public var rollbackTarget: Int64? {
    stack.dropLast().reversed().lazy.compactMap(\.self).first { $0 != active }
  }

  private mutating func append(_ entry: Entry) {
    switch entry.action {
    case .rollback:
      let lower = stack.dropLast()
      if let index = lower.lastIndex(of: entry.newVersion) {
        stack.removeSubrange((index + 1)...)
      } else {
        stack.append(entry.newVersion)
      }
    case .undo where stack.count >= 2 && stack[stack.count - 2] == entry.newVersion:
      stack.removeLast()
    default:
      stack.append(entry.newVersion)
    }
  }
}
