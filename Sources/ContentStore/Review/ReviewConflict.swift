import ContentModel

/// Why an item or a draft cannot be accepted or rejected.
public enum ReviewConflict: Failure, Hashable {
  /// Somebody else was faster.
  case alreadyAccepted(item: String, by: String)
  case alreadyRejected(item: String, reason: String)
  /// No version of it is in review.
  case nothingWaiting(item: String)
  case unknownDraft(String)
  /// The draft did not end as dropped, or was dropped before it had a text.
  case notDropped(draft: String)
  /// Somebody has rescued the draft already.
  case alreadyRescued(draft: String, item: String, by: String)

  public var message: String {
    switch self {
    case .alreadyAccepted(let item, let by): "item \(item) was accepted by \(by) already"
    case .alreadyRejected(let item, let reason):
      "item \(item) was rejected already" + (reason.isEmpty ? "" : ": \(reason)")
    case .nothingWaiting(let item): "item \(item) has no version in review"
    case .unknownDraft(let name): "there is no draft '\(name)'"
    case .notDropped(let draft): "draft \(draft) is not a dropped draft with a text"
    case .alreadyRescued(let draft, let item, let by): "draft \(draft) was rescued by \(by) already, as item \(item)"
    }
  }

  public var hint: String? {
    switch self {
    case .alreadyAccepted:
      "nothing was changed; `libtool items history` shows what happened, `libtool undo` takes it back"
    case .alreadyRejected: "nothing was changed; `libtool activate` makes a rejected version active all the same"
    case .nothingWaiting: "`libtool review list` shows what waits"
    case .unknownDraft, .notDropped: "`libtool review list --dropped` shows the drafts that can be rescued"
    case .alreadyRescued: "nothing was changed; `libtool undo` takes it back"
    }
  }
}
