import ContentModel

/// Why a run cannot work with batch jobs.
public enum BatchRefusal: Failure, Hashable {
  /// The provider has no batch interface.
  case noInterface(provider: String)
  /// A job of the run belongs to another account than the key at hand.
  case otherAccount(run: String, provider: String)
  /// The provider took a file and refused the job.
  case refusedJob(provider: String, reason: String)
  /// Nothing of a job was answered; why, as the provider says it, or the empty string.
  case nothingAnswered(provider: String, job: String, status: String, reason: String)
  /// The provider has a job no more, or not its results.
  case lostJob(run: String, provider: String, job: String, calls: Int)

  public var message: String {
    switch self {
    case .noInterface(let provider): "\(provider) has no batch interface"
    case .otherAccount(let run, let provider):
      "run \(run) has batch jobs at \(provider) that were made with another key or base URL"
    case .refusedJob(let provider, let reason): "\(provider) refused a batch job: \(reason)"
    case .nothingAnswered(let provider, let job, let status, let reason):
      "\(provider) has answered nothing of the batch job \(job), which is \(status)"
        + (reason.isEmpty ? "" : ": \(reason)")
    case .lostJob(_, let provider, let job, let calls):
      "\(provider) no longer has the results of the batch job \(job): what its \(calls) call\(calls == 1 ? "" : "s") cost is not known"
    }
  }

  public var hint: String? {
    switch self {
    case .noInterface: "leave --mode batch out, or name a provider that has one, such as openai"
    case .otherAccount: "set the key and the base URL that the run was begun with, then resume it"
    case .refusedJob: "mend what it names, then resume the run: nothing was paid for the job"
    case .nothingAnswered: "look at the job there; `libtool runs resume` hands its calls over again"
    case .lostJob(let run, _, _, _):
      "`libtool runs resume \(run)` asks for its drafts anew; where the bill shows that nothing was paid, "
        + "`libtool runs settle \(run) --all --release`"
    }
  }

  public var exitCode: ExitCode { if case .noInterface = self { .usage } else { .failed } }
}
