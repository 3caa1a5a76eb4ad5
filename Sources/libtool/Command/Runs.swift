import Console

/// `libtool runs`.
struct Runs: LibtoolGroup {
  static let configuration = Configuration(
    name: "runs", abstract: "List, show, watch, resume, retry and cancel runs, and look at their calls.",
    section: "Filling",
    subcommands: [
      RunsList.self, RunsShow.self, RunsWatch.self, RunsCalls.self, RunsPause.self, RunsResume.self, RunsRetry.self,
      RunsCancel.self, RunsSettle.self,
    ],
    defaultSubcommand: RunsList.self)
}
