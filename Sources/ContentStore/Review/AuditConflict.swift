import ContentModel
import World

/// Why a sample cannot be drawn, or a judgement not be recorded.
public enum AuditConflict: Failure, Hashable {
  /// Somebody else has judged the item.
  case alreadyJudged(item: String, verdict: AuditVerdict, by: String, at: Timestamp)
  /// The item is in no sample, or in none of the run that was named.
  case notSampled(item: String, run: String?)
  case noSample(run: String)
  /// There is a sample of another size.
  case otherSample(run: String, size: Int, by: String, at: Timestamp)
  /// The run has brought nothing that could be judged.
  case nothingAccepted(run: String)

  public var message: String {
    switch self {
    case .alreadyJudged(let item, let verdict, let by, let at):
      "item \(item) was judged \(verdict.rawValue) by \(by) already, \(at.shortDescription) UTC"
    case .notSampled(let item, let run): "item \(item) is in no sample\(run.map { " of run \($0)" } ?? "")"
    case .noSample(let run): "no sample of run \(run) was drawn"
    case .otherSample(let run, let size, let by, let at):
      "a sample of \(size) of run \(run) was drawn by \(by) already, \(at.shortDescription) UTC"
    case .nothingAccepted(let run): "run \(run) has no accepted items to draw from"
    }
  }

  public var hint: String? {
    switch self {
    case .alreadyJudged: "nothing was changed; who judged it first may change the judgement"
    case .notSampled: "`libtool review sample` lists the samples"
    case .noSample(let run): "`libtool review sample --run \(run) -n 50` draws one"
    case .otherSample: "leave -n out to go on with it; `--new` draws another"
    case .nothingAccepted: "`libtool runs show` says what became of its drafts"
    }
  }
}
