import Console

/// `libtool runs`.
struct Runs: LibtoolGroup {
  static let configuration = Configuration(
    name: "runs", abstract: "List, show, watch, resume, retry, cancel and adopt runs, and look at their calls.",
    section: "Filling",
    subcommands: [
      RunsList.self, RunsShow.self, RunsWatch.self, RunsCalls.self, RunsPause.self, RunsResume.self, RunsRetry.self,
      RunsCancel.self, RunsSettle.self, RunsState.self, RunsAdopt.self,
    ],
    defaultSubcommand: RunsList.self)
}
