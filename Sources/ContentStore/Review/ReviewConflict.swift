import ContentModel
import World

/// Why an item or a draft cannot be accepted or rejected.
public enum ReviewConflict: Failure, Hashable {
  /// Somebody else was faster. Who and when is nil where an older version of this program did not write it down.
  case alreadyAccepted(item: String, by: String, at: Timestamp?)
  case alreadyRejected(item: String, by: String?, at: Timestamp?, reason: String)
  /// Somebody has looked at the reports of learners, and left the item as it is.
  case alreadyKept(item: String, by: String, at: Timestamp?)
  /// Somebody else is to look at it.
  case alreadyAssigned(item: String, to: String, by: String, at: Timestamp)
  /// No version of it is in review.
  case nothingWaiting(item: String)
  case unknownDraft(String)
  /// The draft did not end as dropped, or was dropped before it had a text.
  case notDropped(draft: String)
  /// Somebody has rescued the draft already.
  case alreadyRescued(draft: String, item: String, by: String, at: Timestamp?)

  public var message: String {
    switch self {
    case .alreadyAccepted(let item, let by, let at): "item \(item) was accepted by \(by) already\(Self.when(at))"
    case .alreadyRejected(let item, let by, let at, let reason):
      "item \(item) was rejected \(by.map { "by \($0) " } ?? "")already\(Self.when(at))"
        + (reason.isEmpty ? "" : ": \(reason)")
    case .alreadyKept(let item, let by, let at):
      "the reports of item \(item) were closed by \(by) already\(Self.when(at))"
    case .alreadyAssigned(let item, let to, let by, let at):
      "item \(item) was assigned to \(to) by \(by) already\(Self.when(at))"
    case .nothingWaiting(let item): "item \(item) has no version in review"
    case .unknownDraft(let name): "there is no draft '\(name)'"
    case .notDropped(let draft): "draft \(draft) is not a dropped draft with a text"
    case .alreadyRescued(let draft, let item, let by, let at):
      "draft \(draft) was rescued by \(by) already\(Self.when(at)), as item \(item)"
    }
  }

  /// `, 2026-11-20 09:30 UTC`, or the empty string.
  private static func when(_ time: Timestamp?) -> String { time.map { ", \($0.shortDescription) UTC" } ?? "" }

  public var hint: String? {
    switch self {
    case .alreadyAccepted:
      "nothing was changed; `libtool items history` shows what happened, `libtool undo` takes it back"
    case .alreadyRejected: "nothing was changed; `libtool activate` makes a rejected version active all the same"
    case .alreadyKept: "nothing was changed; `libtool deactivate` takes an item out of what is active"
    case .alreadyAssigned: "nothing was changed; `--reassign` gives it to somebody else"
    case .nothingWaiting: "`libtool review list` shows what waits"
    case .unknownDraft, .notDropped: "`libtool review list --dropped` shows the drafts that can be rescued"
    case .alreadyRescued: "nothing was changed; `libtool undo` takes it back"
    }
  }
}
