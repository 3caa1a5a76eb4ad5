import Console

/// `libtool targets`.
struct TargetsGroup: LibtoolGroup {
  static let configuration = Configuration(
    name: "targets", abstract: "Show and set how many active items the library should hold.",
    discussion: """
      A target is a row of library/targets.csv. In each of the columns section, topic, sku and language, `*` means each \
      one that applies, an empty field all taken together, a name that one. The most specific row wins a cell.
      """,
    section: "Coverage", subcommands: [TargetsList.self, TargetsSet.self], defaultSubcommand: TargetsList.self)
}
