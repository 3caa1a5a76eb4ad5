import ContentModel

/// Why the publish log refuses an event.
public enum PublishConflict: Failure, Hashable {
  /// Another event changed the item meanwhile.
  case movedOn(item: String)
  /// A later event touched an item of the one to be undone.
  case touchedLater(event: Int64, item: String, laterEvent: Int64)
  case unknownEvent(Int64)
  /// A catalogue change is undone in its files.
  case catalogueEvent(Int64)
  case alreadyUndone(Int64, by: Int64)
  case nothingBefore(item: String)
  case noSuchVersion(item: String, number: Int, highest: Int)

  public var message: String {
    switch self {
    case .movedOn(let item): "item \(item) was changed by somebody else at the same moment; nothing was changed"
    case .touchedLater(let event, let item, let later):
      "event \(event) cannot be undone: event \(later) touched its item \(item) later"
    case .unknownEvent(let event): "there is no event \(event) in the publish log"
    case .catalogueEvent(let event): "event \(event) is a change of the catalogue files"
    case .alreadyUndone(let event, let by): "event \(event) is already undone by event \(by)"
    case .nothingBefore(let item): "item \(item) has no earlier active version to go back to"
    case .noSuchVersion(let item, let number, let highest):
      "item \(item) has no version \(number): "
        + (highest == 1 ? "its only version is 1" : "its versions are 1 to \(highest)")
    }
  }

  public var hint: String? {
    switch self {
    case .movedOn: "look at `libtool log`, then try again"
    case .touchedLater(_, _, let later): "undo event \(later) first, or use `libtool rollback` on the item"
    case .unknownEvent: "`libtool log` lists the events"
    case .catalogueEvent: "restore the rows in the CSV files, then run `libtool sync`"
    case .alreadyUndone: "`libtool log` shows both"
    case .nothingBefore: "`libtool deactivate` takes it out; `libtool items history` shows its versions"
    case .noSuchVersion: "`libtool items history` shows them"
    }
  }
}
