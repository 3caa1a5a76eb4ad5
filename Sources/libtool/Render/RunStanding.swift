import Console
import ContentModel
import ContentStore

/// How a run stands that has not ended and that no process works on, in the words of every command.
///
/// | its status in the store | in a word | what is said of it |
/// |---|---|---|
/// | running | cut short | was cut short |
/// | waiting | waiting | waits for 2 batch jobs at openai |
/// | paused | paused | is paused: interrupted |
struct RunStanding {
  var run: StoredRun

  /// The word that lists show.
  static func word(_ run: StoredRun, isWorkedOn: Bool) -> String {
    run.status == .running && !isWorkedOn ? "cut short" : run.status.rawValue
  }

  /// What is said of it: `waits for 2 batch jobs at openai`.
  var text: String {
    switch run.status {
    case .waiting: "waits for \(SafeText.line(run.reason))"
    case .paused: "is paused: \(SafeText.line(run.reason))"
    case .running: "was cut short"
    case .finished, .cancelled: "is \(run.status.rawValue)"
    }
  }

  /// The command that goes on with it, and what it does: ``…` goes on with it`.
  var mend: String {
    "`\(RunRendering.resume(run))` \(run.status == .waiting ? "takes in what they bring" : "goes on with it")"
  }
}
