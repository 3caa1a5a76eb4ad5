import Console
import ContentModel
import ContentStore
import Formats

extension Diagnosis {
  /// Runs that could go on, and calls whose outcome nobody knows.
  ///
  /// - Parameters:
  ///   - unended: Runs that have not ended, oldest first.
  ///   - living: The rows of those that a process works on.
  static func runs(_ unended: [StoredRun], living: Set<Int64>, unknown: [UnknownCalls]) -> [Diagnosis] {
    var found: [Diagnosis] = []
    for run in unended {
      let name = run.uuid.shortUUID
      let details: JSON = [
        "run": .string(run.uuid), "status": .string(run.status.rawValue), "reason": .string(run.reason),
      ]
      if living.contains(run.id) {
        found.append(Diagnosis(.runs, .info, "run \(name) is being worked on", details: details))
        continue
      }
      let standing = RunStanding(run: run)
      found.append(
        Diagnosis(
          .runs, run.status == .waiting ? .info : .warning, "run \(name) \(standing.text)",
          mend: "\(standing.mend), `libtool runs cancel \(name)` gives it up",
          details: details))
    }
    for calls in unknown {
      let name = calls.run.shortUUID
      let call = calls.calls.count == 1 ? calls.calls[0].shortUUID : "CALL"
      found.append(
        Diagnosis(
          .runs, .warning,
          "\(counted(calls.calls.count, "call")) of run \(name) may have been paid; "
            + "\(calls.reserved.rounded(decimals: 4)) \(calls.currency) stays reserved",
          mend: "look at the provider's bill, then `libtool runs settle \(name) \(call) --cost AMOUNT` or `--release`",
          details: [
            "run": .string(calls.run), "calls": .array(calls.calls.map(JSON.string)),
            "reserved": .double(calls.reserved.double), "currency": .string(calls.currency),
          ]))
    }
    if found.isEmpty { found.append(Diagnosis(.runs, .ok, "no run is unfinished, and no call is unknown")) }
    return found
  }
}
