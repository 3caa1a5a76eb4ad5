import ContentModel
import Formats
import Generation

extension LogFile {
  /// Notes something that happened in a run.
  ///
  /// - Parameter run: The run's uuid.
  func write(_ event: FillEvent, run: String) {
    let line = event.line
    write(line.level, line.name, [("run", .string(run))] + line.fields)
  }
}

extension FillEvent {
  /// Its name, level and fields, as logs have them.
  var line: (level: LogLevel, name: String, fields: [(String, JSON)]) {
    switch self {
    case .began(_, let wanted, let isResumed):
      (.info, isResumed ? "run_resumed" : "run_began", [("wanted", .integer(wanted))])
    case .sent(let call, let role, let drafts):
      (.debug, "call_sent", Self.call(call, role, drafts))
    case .answered(let call, let role, let drafts, let seconds, let usage, let cost):
      (
        .debug, "call_answered",
        Self.call(call, role, drafts, seconds) + [
          ("input_tokens", usage.map { .integer($0.input) } ?? .null),
          ("cached_input_tokens", usage.map { .integer($0.cachedInput) } ?? .null),
          ("output_tokens", usage.map { .integer($0.output) } ?? .null),
          ("cost", cost.map { .double($0.double) } ?? .null),
        ]
      )
    case .failed(let call, let role, let drafts, let seconds, let error):
      (.warning, "call_failed", Self.call(call, role, drafts, seconds) + [("message", .string(error.message))])
    case .waiting(let seconds, let error):
      (.info, "waiting", [("seconds", .double(Self.rounded(seconds))), ("message", .string(error.message))])
    case .handedOver(let job, let lines):
      (.info, "batch_job_submitted", [("job", .string(job)), ("lines", .integer(lines))])
    case .cameBack(let job, let answered, let failed, let missing):
      (
        failed + missing > 0 ? .warning : .info, "batch_job_collected",
        [
          ("job", .string(job)), ("answered", .integer(answered)), ("failed", .integer(failed)),
          ("missing", .integer(missing)),
        ]
      )
    case .accepted(let draft, let section, let review):
      (.info, "draft_accepted", Self.draft(draft, section) + [("review", .bool(review))])
    case .sentBack(let draft, let section, let finding):
      (
        .info, "draft_sent_back",
        Self.draft(draft, section) + [
          ("rule", finding.map { .string($0.rule) } ?? .null),
          ("message", finding.map { .string($0.message) } ?? .null),
        ]
      )
    case .dropped(let draft, let section, let reason):
      (.warning, "draft_dropped", Self.draft(draft, section) + [("reason", .string(reason))])
    case .budgetReached(let percent, let spent, let budget, let period):
      (
        .warning, "budget_reached",
        [
          ("percent", .integer(percent)), ("spent", .double(spent.double)), ("budget", .double(budget.double)),
          ("period", period.map { .string($0.period.rawValue) } ?? .null),
          ("actor", period?.actor.map(JSON.string) ?? .null),
        ]
      )
    case .ended(let end):
      (
        end.status == .finished ? .info : .warning, "run_" + end.status.rawValue,
        [("reason", .string(end.reason)), ("exit_code", .integer(end.exitCode.rawValue))]
      )
    }
  }

  private static func call(
    _ call: String, _ role: Role, _ drafts: Int, _ seconds: Double? = nil
  ) -> [(String, JSON)] {
    [("call", .string(call)), ("role", .string(role.rawValue)), ("drafts", .integer(drafts))]
      + (seconds.map { [("seconds", .double(rounded($0)))] } ?? [])
  }

  private static func draft(_ ordinal: Int, _ section: String) -> [(String, JSON)] {
    [("draft", .integer(ordinal)), ("section", .string(section))]
  }

  /// To milliseconds.
  private static func rounded(_ seconds: Double) -> Double { (seconds * 1000).rounded() / 1000 }
}
