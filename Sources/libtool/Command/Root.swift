import Console

/// All commands.
struct Root: LibtoolGroup {
  static let configuration = Configuration(
    name: "libtool",
    abstract: "Keeps a library of learning and product content: shows its gaps, fills them, exports it.",
    // In the order in which help lists them: what the library is, its gaps, filling, what it holds, in and out.
    subcommands: [
      Init.self,
      Sync.self,
      CoverageCommand.self,
      TargetsGroup.self,
      Plan.self,
      Fill.self,
      Runs.self,
      CostsCommand.self,
      Simulate.self,
      PromptsGroup.self,
      Review.self,
      Items.self,
      Activate.self,
      Deactivate.self,
      Rollback.self,
      Log.self,
      Undo.self,
      Check.self,
      Import.self,
      Export.self,
      Exports.self,
      KeysGroup.self,
      Doctor.self,
    ])
}
