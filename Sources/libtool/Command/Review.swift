import Console

/// `libtool review`.
struct Review: LibtoolGroup {
  static let configuration = Configuration(
    name: "review", abstract: "Show what waits for a person; accept, reject or mend it; audit a run.",
    section: "Publishing",
    subcommands: [
      ReviewList.self, ReviewShow.self, ReviewAccept.self, ReviewReject.self, ReviewEdit.self, ReviewAssign.self,
      ReviewSample.self, ReviewAudit.self,
    ],
    defaultSubcommand: ReviewList.self)
}
