import Console

/// All commands.
struct Root: LibtoolGroup {
  static let configuration = Configuration(
    name: "libtool",
    abstract: "Keeps a library of learning and product content: shows its gaps, fills them, exports it.",
    subcommands: [Sync.self, CoverageCommand.self, TargetsGroup.self, PromptsGroup.self])
}
