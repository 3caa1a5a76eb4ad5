import Console

/// `libtool prompts`.
struct PromptsGroup: LibtoolGroup {
  static let configuration = Configuration(
    name: "prompts", abstract: "Show the kinds, their templates, and what would be sent to a model.",
    discussion: """
      A kind is a folder in prompts/: its schema, its templates and its settings. Tokens are estimated: characters / 4, \
      rounded up.
      """,
    section: "Library",
    subcommands: [PromptsList.self, PromptsShow.self, PromptsRender.self, PromptsReport.self],
    defaultSubcommand: PromptsList.self)
}
