import ContentModel
import ContentStore

/// Which items a listing takes, by whether a version of them is active.
public enum ItemActivity: Hashable, Sendable {
  case any, active, inactive

  /// Whether an item is one of these.
  public func includes(_ item: StoredItem) -> Bool {
    switch self {
    case .any: true
    case .active: item.activeVersion != nil
    case .inactive: item.activeVersion == nil
    }
  }
}

extension Library {
  /// The items of a selection, in the order in which they were made. Read in short pages; linear in the library's items.
  ///
  /// - Parameter limit: The most items to return.
  public func items(
    in store: Store, catalogue: Catalogue, selection: Selection, activity: ItemActivity = .any, limit: Int = .max
  ) throws -> [StoredItem] {
    var found: [StoredItem] = []
    var after: Int64 = 0
    while found.count < limit {
      let from = after
      let page = try store.read { try $0.items(after: from, limit: 1000) }
      guard let last = page.last else { break }
      after = last.id
      for item in page where activity.includes(item) {
        if found.count == limit { break }
        if selection.isEverything
          || selection.matches(kind: item.kind, level: catalogue.level(of: item.key), key: item.key)
        {
          found.append(item)
        }
      }
    }
    return found
  }
}
