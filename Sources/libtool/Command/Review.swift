import Console

/// `libtool review`.
struct Review: LibtoolGroup {
  static let configuration = Configuration(
    name: "review", abstract: "Show what waits for a person; accept or reject it.", section: "Publishing",
    subcommands: [ReviewList.self, ReviewShow.self, ReviewAccept.self, ReviewReject.self],
    defaultSubcommand: ReviewList.self)
}
